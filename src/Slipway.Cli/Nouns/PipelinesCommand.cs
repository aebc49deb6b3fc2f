using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway pipelines</c>.</summary>
internal static class PipelinesCommand
{
    public static Command Create(Sessions sessions)
    {
        var pipelines = new NounCommands(sessions, PipelineNoun.Noun);
        return sessions.Group(
            "pipelines",
            "Pipelines: look at them, switch them, run them. They come in with 'slipway import'.",
            pipelines.List(),
            pipelines.Get(),
            State(sessions, pipelines, "enable", "ENABLED", "Enables pipelines, so that they can run."),
            State(sessions, pipelines, "disable", "DISABLED", "Disables pipelines."),
            State(sessions, pipelines, "release", "RELEASED", "Releases pipelines that are enabled."),
            RunVerb.Create(sessions, pipelines),
            pipelines.Delete());
    }

    private static Command State(Sessions sessions, NounCommands pipelines, string verb, string state, string description)
    {
        var names = pipelines.NamedSeveral();
        return sessions.Act(pipelines.With(verb, description, names), async (session, arguments, cancellationToken) =>
        {
            foreach (var name in arguments.GetValue(names)!)
            {
                var found = await session.Client.FindAsync(PipelineNoun.Noun, name, pipelines.ProjectOf(arguments), cancellationToken);
                var changed = await session.Client.PatchAsync(PipelineNoun.Noun.LinkOf(found), new JsonObject { ["state"] = state }, cancellationToken);
                await session.Printer.DoneAsync(PipelineNoun.Noun, changed, $"is {state}", cancellationToken);
            }
        });
    }
}
