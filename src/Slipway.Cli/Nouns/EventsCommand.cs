using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway events</c>.</summary>
internal static class EventsCommand
{
    public static Command Create(Sessions sessions)
    {
        var events = new NounCommands(sessions, EventNoun.Noun);
        return sessions.Group("events", "Events: what came of each push.", events.List(), events.Get(), Delivery(sessions, events), Replay(sessions, events));
    }

    private static Command Delivery(Sessions sessions, NounCommands events)
    {
        var name = events.Named();
        return sessions.Act(events.With("delivery", "Shows what the registry sent, with its headers; what is secret in them is masked.", name), async (session, arguments, cancellationToken) =>
        {
            var line = await events.FindAsync(session, arguments, name, cancellationToken);
            await session.Printer.OneAsync(EventNoun.Noun, await session.Client.GetAsync($"{EventNoun.Noun.LinkOf(line)}/delivery", cancellationToken), cancellationToken);
        });
    }

    private static Command Replay(Sessions sessions, NounCommands events)
    {
        var names = events.NamedSeveral();
        return sessions.Act(events.With("replay", "Has the deliveries of events decided anew, as if they came now, the oldest first.", names), async (session, arguments, cancellationToken) =>
        {
            var ids = new JsonArray();
            foreach (var name in arguments.GetValue(names)!)
            {
                var line = await session.Client.FindAsync(EventNoun.Noun, name, events.ProjectOf(arguments), cancellationToken);
                ids.Add(line["id"]!.GetValue<string>());
            }

            await session.Printer.OneAsync(EventNoun.Noun, await session.Client.PostAsync($"{EventNoun.Noun.Path}/replay", new JsonObject { ["ids"] = ids }, cancellationToken), cancellationToken);
        });
    }
}
