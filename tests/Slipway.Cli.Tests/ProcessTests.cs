using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Slipway.Cli.Tests;

/// <summary>The program as a shell runs it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Standard_input_is_a_file_named_by_a_dash()
    {
        var run = await RunAsync(Texts.Variable + "type: NONE", "validate", "-");

        run.ExitCode.ShouldBe(1);
        run.Lines[0].ShouldStartWith("<stdin>:5:7: ");
        run.Error.ShouldBe("1 file, 1 error, 0 warnings\n");
    }

    [Fact]
    public async Task The_schema_is_json_and_the_same_every_time()
    {
        var run = await RunAsync("", "schema");

        run.ExitCode.ShouldBe(0);
        JsonNode.Parse(run.Output)!["$schema"]!.GetValue<string>().ShouldBe("http://json-schema.org/draft-07/schema#");
        run.Output.ShouldEndWith("\n}\n");
        (await Run.Of("schema")).Output.ShouldBe(run.Output);
    }

    private static async Task<Run> RunAsync(string input, params string[] args)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "slipway"), args)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Run(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
