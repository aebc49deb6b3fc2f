using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Nouns;
using Slipway.Cli.Output;

namespace Slipway.Cli.Verbs;

/// <summary><c>pipelines run</c>: starts an execution, and waits for it if asked.</summary>
internal static class RunVerb
{
    public static Command Create(Sessions sessions, NounCommands pipelines)
    {
        var name = pipelines.Named();
        var input = KeyValue.Option("--input", "An input of the pipeline. Several: --input A=1 --input B=2.", "-i");
        var comment = new Option<string?>("--comment") { Description = "Why it is run; stands beside the execution.", HelpName = "TEXT" };
        var tags = new Option<string[]>("--tag") { Description = "A word to find the execution by. Several are possible.", HelpName = "TAG" };
        var wait = new Option<bool>("--wait") { Description = "Wait until it has ended; exit with 0 only if it COMPLETED." };
        var follow = new Option<bool>("--follow", "-f") { Description = "As --wait, and tell of every task on the way." };
        var timeout = Watching.TimeoutOption();
        return sessions.Act(pipelines.With("run", "Runs a pipeline.", name, input, comment, tags, wait, follow, timeout), async (session, arguments, cancellationToken) =>
        {
            var pipeline = await pipelines.FindAsync(session, arguments, name, cancellationToken);
            var started = await session.Client.PostAsync($"{PipelineNoun.Noun.LinkOf(pipeline)}/executions", Request(arguments.GetValue(input)!, arguments.GetValue(comment), arguments.GetValue(tags) ?? []), cancellationToken);
            var path = $"{ExecutionNoun.Noun.Path}/{Uri.EscapeDataString(Column.Field(started, "executionId"))}";
            if (arguments.GetValue(follow) || arguments.GetValue(wait))
            {
                return await Watching.RunAsync(session, path, arguments.GetValue(follow), arguments.GetValue(timeout), cancellationToken);
            }

            await session.Printer.DoneAsync(ExecutionNoun.Noun, await session.Client.GetAsync(path, cancellationToken), "started", cancellationToken);
            return ExitCodes.Done;
        });
    }

    private static JsonObject Request(IReadOnlyList<KeyValuePair<string, string>> input, string? comment, string[] tags)
    {
        var request = new JsonObject { ["input"] = KeyValue.Json(input) };
        if (comment is not null)
        {
            request["comments"] = comment;
        }

        if (tags.Length > 0)
        {
            request["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]);
        }

        return request;
    }
}
