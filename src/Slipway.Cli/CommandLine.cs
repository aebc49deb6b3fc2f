using System.CommandLine;
using System.CommandLine.Invocation;
using Slipway.Cli.Client;
using Slipway.Cli.Demo;
using Slipway.Cli.Keys;
using Slipway.Cli.Schema;
using Slipway.Cli.Serve;
using Slipway.Cli.Users;
using Slipway.Cli.Validate;

namespace Slipway.Cli;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    /// <summary>What a shell calls a program that was ended by Ctrl+C.</summary>
    private const int Interrupted = 130;

    /// <summary>Runs a command line to its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var parsed = Root().Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);
            return parsed.Action is ParseErrorAction ? ExitCodes.Usage : code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or HttpRequestException or ApiException)
        {
            await error.WriteLineAsync($"slipway: {e.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static RootCommand Root() => new("Slipway: an image is pushed, and seconds later the right pipeline has deployed exactly that image.")
    {
        ServeCommand.Create(),
        DemoCommand.Create(),
        KeysCommand.Create(),
        ValidateCommand.Create(),
        SchemaCommand.Create(),
        UsersCommand.Create(),
    };
}
