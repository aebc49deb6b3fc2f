using System.CommandLine;
using System.CommandLine.Invocation;
using Slipway.Cli.Backup;
using Slipway.Cli.Client;
using Slipway.Cli.Completion;
using Slipway.Cli.Connection;
using Slipway.Cli.Demo;
using Slipway.Cli.Documents;
using Slipway.Cli.Help;
using Slipway.Cli.Keys;
using Slipway.Cli.Nouns;
using Slipway.Cli.Output;
using Slipway.Cli.Schema;
using Slipway.Cli.Serve;
using Slipway.Cli.Users;
using Slipway.Cli.Validate;
using Slipway.Cli.Verbs;

namespace Slipway.Cli;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    /// <summary>How long a command may take to stop that is asked to. A server hands over its work, for which it has 30 seconds.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(40);

    /// <summary>Runs a command line to its exit code.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(args, new Shell { Output = output, Error = error }, cancellationToken);

    /// <summary>Runs a command line to its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Shell shell, CancellationToken cancellationToken = default)
    {
        var parsed = Root(shell).Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = shell.Output, Error = shell.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = LongestStop }, cancellationToken);
            return parsed.Action is ParseErrorAction ? ExitCodes.Usage : code;
        }
        catch (CommandException e)
        {
            return await FailAsync(shell, e.Message, e.ExitCode);
        }
        catch (ApiException e)
        {
            return await FailAsync(shell, e.Reason, ExitCodes.Of(e));
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException)
        {
            return await FailAsync(shell, "the server did not answer in time.", ExitCodes.Failed);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or HttpRequestException)
        {
            return await FailAsync(shell, e.Message, ExitCodes.Failed);
        }
    }

    /// <summary>All commands there are.</summary>
    public static RootCommand Root(Shell shell)
    {
        var sessions = new Sessions(shell);
        var root = new RootCommand("Slipway: an image is pushed, and seconds later the right pipeline has deployed exactly that image.")
        {
            ServeCommand.Create(),
            DemoCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            MigrateStoreCommand.Create(),
            KeysCommand.Create(),
            UsersCommand.Create(),
            ValidateCommand.Create(),
            SchemaCommand.Create(),
            new LoginCommand(shell, sessions).Create(),
            LogoutCommand.Create(shell, sessions),
            ProjectsCommand.Create(sessions),
            PipelinesCommand.Create(sessions),
            ExecutionsCommand.Create(sessions),
            ApprovalsCommand.Create(sessions),
            EndpointsCommand.Create(sessions),
            VariablesCommand.Create(sessions),
            WebhooksCommand.Create(sessions),
            EventsCommand.Create(sessions),
            ImportCommand.Create(sessions),
            ExportCommand.Create(sessions),
            CompletionCommand.Create(),
        };
        root.Subcommands.Add(CompleteCommand.Create(new Suggestions(root, sessions, shell.Setting)));
        HelpPage.Attach(root);
        return root;
    }

    // What a server or a document says can be on several lines; each is made fit for a terminal on its own.
    private static async Task<int> FailAsync(Shell shell, string message, int code)
    {
        await shell.Error.WriteLineAsync($"slipway: {string.Join('\n', message.ReplaceLineEndings("\n").Split('\n').Select(Visible.Text))}");
        return code;
    }
}
