using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Nouns;

namespace Slipway.Cli.Verbs;

/// <summary><c>delete</c>: some of them. All are looked for before any is deleted, so that a slip of the pen deletes nothing.</summary>
internal sealed partial class NounCommands
{
    /// <param name="also">What the server does besides if asked: an option of which the API has a query parameter of the same name.</param>
    public Command Delete(params Option<bool>[] also)
    {
        var names = NamedSeveral();
        return sessions.Act(With("delete", $"Deletes {noun.Plural}.", [names, .. also]), async (session, arguments, cancellationToken) =>
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

            var query = string.Join('&', also.Where(option => arguments.GetValue(option)).Select(option => $"{option.Name.TrimStart('-')}=true"));
            foreach (var document in found)
            {
                await session.Client.DeleteAsync(noun.LinkOf(document) + (query.Length > 0 ? $"?{query}" : ""), cancellationToken);
                await session.Printer.DoneAsync(noun, document, "deleted", cancellationToken);
            }
        });
    }
}
