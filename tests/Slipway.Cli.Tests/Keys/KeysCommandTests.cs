namespace Slipway.Cli.Tests.Keys;

public sealed class KeysCommandTests
{
    [Theory]
    [InlineData("keys", "rotate")]
    [InlineData("keys", "status")]
    [InlineData("users", "reset-password", "admin")]
    public async Task Where_no_server_has_run_nothing_is_made(params string[] command)
    {
        using var folder = new Folder();

        var run = await Run.Of([.. command, "--data", folder.At("data")]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe($"slipway: There is no {folder.At("data/slipway.db")}: no server has run there yet.\n");
        Directory.Exists(folder.At("data")).ShouldBeFalse();
    }
}
