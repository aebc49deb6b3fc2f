using System.CommandLine;

namespace Slipway.Cli.Completion;

/// <summary><c>slipway completion</c>: the scripts that make shells complete the command line.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "powershell"];

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of: {string.Join(", ", Shells)}." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command("completion", "Prints a script that makes your shell complete this command line. For bash: source <(slipway completion bash)") { shell };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion/{arguments.GetValue(shell)}")!;
            using var reader = new StreamReader(script);
            await arguments.InvocationConfiguration.Output.WriteAsync((await reader.ReadToEndAsync(cancellationToken)).AsMemory(), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }
}
