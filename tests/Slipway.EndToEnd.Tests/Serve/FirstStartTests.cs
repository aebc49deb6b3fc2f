using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.EndToEnd.Tests.Serve;

[SupportedOSPlatform("linux")]
public sealed partial class FirstStartTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-first-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task The_first_start_prints_a_password_that_signs_in_and_the_second_prints_none()
    {
        string password;
        await using (var first = await SlipwayProcess.StartAsync(data.FullName, "http://127.0.0.1:0", Cancellation, password: null))
        {
            password = PasswordLine().Match(first.Output).Groups[1].Value;
            using var client = await SlipwayClient.SignInAsync(first.Address, "admin", password, Cancellation);
        }

        await using var second = await SlipwayProcess.StartAsync(data.FullName, "http://127.0.0.1:0", Cancellation, password: null);
        using var again = await SlipwayClient.SignInAsync(second.Address, "admin", password, Cancellation);

        second.Output.Trim().ShouldBe($"Slipway listens on {second.Address.ToString().TrimEnd('/')}");
    }

    [Fact]
    public async Task The_master_key_is_for_its_owner_only()
    {
        await using var server = await SlipwayProcess.StartAsync(data.FullName, "http://127.0.0.1:0", Cancellation);

        File.GetUnixFileMode(Path.Combine(data.FullName, "master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task It_answers_for_its_health_and_has_not_loaded_the_sandbox()
    {
        await using var server = await SlipwayProcess.StartAsync(data.FullName, "http://127.0.0.1:0", Cancellation);
        using var http = new HttpClient { BaseAddress = server.Address };

        (await http.GetStringAsync("/healthz", Cancellation)).ShouldBe("ok");
        (await http.GetStringAsync("/readyz", Cancellation)).ShouldBe("ready");
        var loaded = await File.ReadAllTextAsync($"/proc/{server.Id}/maps", Cancellation);
        loaded.ShouldContain("Slipway.Server.dll");
        loaded.ShouldNotContain("Slipway.Sandbox.dll");
    }

    [GeneratedRegex("password: (\\S+)")]
    private static partial Regex PasswordLine();
}
