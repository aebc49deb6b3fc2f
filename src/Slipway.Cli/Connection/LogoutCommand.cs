using System.CommandLine;
using Slipway.Cli.Output;

namespace Slipway.Cli.Connection;

/// <summary><c>slipway logout</c>: forgets the token. The server keeps it valid until it is revoked there.</summary>
internal static class LogoutCommand
{
    public static Command Create(Shell shell, Sessions sessions)
    {
        var context = Sessions.ContextOption("Which sign-in; else the one that counts.");
        context.CompletionSources.Add(sessions.Names.Contexts);
        var command = new Command("logout", "Forgets a sign-in.") { context };
        command.SetAction((arguments, cancellationToken) => RunAsync(shell, arguments.GetValue(context), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string? option, CancellationToken cancellationToken)
    {
        var file = ContextFile.Of(shell);
        var contexts = await file.ReadAsync(cancellationToken);
        if ((option ?? contexts.Current) is not { } name || !contexts.Saved.TryGetValue(name, out var forgotten))
        {
            throw new CommandException(ExitCodes.NotFound, option is null ? "nobody is signed in." : $"there is no sign-in '{option}'. 'slipway login --list' shows what there is.");
        }

        await file.WriteAsync(contexts.Without(name), cancellationToken);
        await shell.Output.WriteLineAsync(Visible.Text($"forgot '{name}' ({forgotten}). Its API token is valid until it expires; revoke it on the server if somebody may have it.").AsMemory(), cancellationToken);
        return ExitCodes.Done;
    }
}
