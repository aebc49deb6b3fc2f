using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Slipway.EndToEnd.Tests.Serve;

public sealed class DatabaseChoiceTests : IDisposable
{
    private const string Password = "hunter2";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("slipway-choice-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task A_database_that_cannot_be_reached_ends_the_start_with_one_sentence_and_no_password()
    {
        var (exitCode, output, errors) = await ServeAsync(variable: $"Host=127.0.0.1;Port=1;Database=cd;Username=cd;Password={Password}");

        exitCode.ShouldBe(1);
        errors.Trim().ShouldBe("slipway: PostgreSQL's database 'cd' at 127.0.0.1:1 cannot be reached: Connection refused.");
        output.Trim().ShouldBe("Slipway keeps its data in PostgreSQL, database 'cd' at 127.0.0.1:1");
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_not_repeated()
    {
        var (exitCode, output, errors) = await ServeAsync(variable: $"Host=127.0.0.1;{Password}");

        exitCode.ShouldBe(1);
        errors.ShouldStartWith("slipway: The PostgreSQL connection string cannot be read. Expected is the form 'Host=");
        (output + errors).ShouldNotContain(Password);
    }

    [Fact]
    public async Task Of_option_and_variable_the_option_wins_and_the_start_says_so()
    {
        var (_, output, _) = await ServeAsync(variable: "Host=other;Database=other", $"--store=Host=127.0.0.1;Port=1;Database=cd;Username=cd;Password={Password}");

        output.ShouldContain("database 'cd' at 127.0.0.1:1");
        output.ShouldContain("SLIPWAY_DATABASE is set too; --store is used.");
        output.ShouldContain("The password in --store can be read in the list of processes");
        output.ShouldNotContain(Password);
    }

    private async Task<(int ExitCode, string Output, string Errors)> ServeAsync(string variable, params string[] arguments)
    {
        var start = new ProcessStartInfo(SlipwayProcess.Binary, ["serve", "--data", data.FullName, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["SLIPWAY_DATABASE"] = variable;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(Cancellation);
            var errors = await process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return (process.ExitCode, await output, errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
