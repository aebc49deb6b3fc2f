using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Nouns;

namespace Slipway.Cli.Verbs;

/// <summary><c>get</c>: one of them.</summary>
internal sealed partial class NounCommands
{
    public Command Get()
    {
        var name = Named();
        return sessions.Act(With("get", $"Shows {noun.WithArticle}.", name), async (session, arguments, cancellationToken) =>
            await session.Printer.OneAsync(noun, await FindAsync(session, arguments, name, cancellationToken), cancellationToken));
    }

    /// <summary>What an argument names.</summary>
    public Task<JsonObject> FindAsync(Session session, ParseResult arguments, Argument<string> name, CancellationToken cancellationToken) =>
        session.Client.FindAsync(noun, arguments.GetValue(name)!, ProjectOf(arguments), cancellationToken);
}
