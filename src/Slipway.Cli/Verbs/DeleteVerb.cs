using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Nouns;

namespace Slipway.Cli.Verbs;

/// <summary><c>delete</c>: some of them. All are looked for before any is deleted, so that a slip of the pen deletes nothing.</summary>
internal sealed partial class NounCommands
{
    public Command Delete()
    {
        var names = NamedSeveral();
        return sessions.Act(With("delete", $"Deletes {noun.Plural}.", names), async (session, arguments, cancellationToken) =>
        {
            var found = new List<JsonObject>();
            foreach (var name in arguments.GetValue(names)!)
            {
                if (noun.IsNumbered && Reference.Read(noun, name, ProjectOf(arguments)) is Reference.ByName { Index: null })
                {
                    throw new CommandException(ExitCodes.Usage, $"'{name}' does not say which {noun.Singular}. Write {Reference.Shape(noun)}.");
                }

                found.Add(await session.Client.FindAsync(noun, name, ProjectOf(arguments), cancellationToken));
            }

            foreach (var document in found)
            {
                await session.Client.DeleteAsync(noun.LinkOf(document), cancellationToken);
                await session.Printer.DoneAsync(noun, document, "deleted", cancellationToken);
            }
        });
    }
}
