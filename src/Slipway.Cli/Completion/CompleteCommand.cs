using System.CommandLine;

namespace Slipway.Cli.Completion;

/// <summary><c>slipway complete --word=pip -- WORD...</c>: what the scripts of <see cref="CompletionCommand"/> ask; a suggestion a line.</summary>
internal static class CompleteCommand
{
    public static Command Create(Suggestions suggestions)
    {
        var word = new Option<string?>("--word") { Description = "What is typed of the word at the cursor.", Arity = ArgumentArity.ZeroOrOne };
        var words = new Argument<string[]>("WORD") { Description = "The words before it.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("complete", "Suggests words to a shell.") { word, words };
        command.Hidden = true;
        command.SetAction(async (arguments, cancellationToken) =>
        {
            foreach (var suggestion in await suggestions.OfAsync(arguments.GetValue(words)!, arguments.GetValue(word) ?? "", cancellationToken))
            {
                await arguments.InvocationConfiguration.Output.WriteLineAsync(suggestion.AsMemory(), cancellationToken);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
