using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Output;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway executions</c>.</summary>
internal static class ExecutionsCommand
{
    public static Command Create(Sessions sessions)
    {
        var executions = new NounCommands(sessions, ExecutionNoun.Noun);
        return sessions.Group("executions", "Executions of pipelines. NAME alone is the newest of that name.", executions.List(), executions.Get(), Watch(sessions, executions), Logs(sessions, executions), Pause(sessions, executions), Resume(sessions, executions), Cancel(sessions, executions), Rerun(sessions, executions), executions.Delete());
    }

    private static Command Pause(Sessions sessions, NounCommands executions) =>
        Steer(sessions, executions, "pause", "Starts nothing more of an execution; what is under way ends first.", "is paused when what is under way has ended", [], _ => []);

    private static Command Resume(Sessions sessions, NounCommands executions) =>
        Steer(sessions, executions, "resume", "Lets an execution go on that is paused, or waits for an administrator.", "goes on", [], _ => []);

    private static Command Cancel(Sessions sessions, NounCommands executions)
    {
        var reason = new Option<string?>("--reason") { HelpName = "TEXT", Description = "Why, for those who look at it later." };
        return Steer(sessions, executions, "cancel", "Ends an execution; what is under way is told to stop.", "is canceled", [reason], arguments => new JsonObject { ["reason"] = arguments.GetValue(reason) });
    }

    private static Command Rerun(Sessions sessions, NounCommands executions)
    {
        var name = executions.Named();
        var input = KeyValue.Option("--input", "An input in place of the one it had. Several: --input A=1 --input B=2.", "-i");
        var fromStage = new Option<string?>("--from-stage") { HelpName = "STAGE", Description = "Take over the stages before this one as they ended, and run from there, with the same input." };
        var comment = new Option<string?>("--comment") { HelpName = "TEXT", Description = "Why it is run; stands beside the execution." };
        return sessions.Act(executions.With("rerun", "Runs an execution again, with the same input or with other values.", name, input, fromStage, comment), async (session, arguments, cancellationToken) =>
        {
            var execution = await executions.FindAsync(session, arguments, name, cancellationToken);
            var body = new JsonObject { ["comments"] = arguments.GetValue(comment), ["fromStage"] = arguments.GetValue(fromStage) };
            if (arguments.GetValue(input) is { Count: > 0 } changed)
            {
                body["input"] = Merged(execution["input"]!.AsObject(), KeyValue.Json(changed));
            }

            var answer = await session.Client.PostAsync($"{ExecutionNoun.Noun.LinkOf(execution)}?action=rerun", body, cancellationToken);
            await session.Printer.DoneAsync(ExecutionNoun.Noun, await session.Client.GetAsync(answer["executionLink"]!.GetValue<string>(), cancellationToken), "runs", cancellationToken);
        });
    }

    private static JsonObject Merged(JsonObject values, JsonObject changed) =>
        new(values.Where(value => !changed.ContainsKey(value.Key)).Concat(changed).Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())));

    private static Command Steer(
        Sessions sessions, NounCommands executions, string action, string description, string done, Option[] options, Func<ParseResult, JsonObject> body)
    {
        var name = executions.Named();
        return sessions.Act(executions.With(action, description, [name, .. options]), async (session, arguments, cancellationToken) =>
        {
            var link = ExecutionNoun.Noun.LinkOf(await executions.FindAsync(session, arguments, name, cancellationToken));
            await session.Printer.DoneAsync(ExecutionNoun.Noun, await session.Client.PostAsync($"{link}?action={action}", body(arguments), cancellationToken), done, cancellationToken);
        });
    }

    private static Command Logs(Sessions sessions, NounCommands executions)
    {
        var name = executions.Named();
        var task = new Option<string?>("--task") { HelpName = "STAGE.TASK", Description = "Only the log of this task." };
        var attempt = new Option<int?>("--attempt") { HelpName = "NUMBER", Description = "Only the log of this attempt, from 1." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on while the log grows, until the execution has ended." };
        return sessions.Act(executions.With("logs", "Shows what the tasks of an execution wrote; with -o json as chunks of lines.", name, task, attempt, follow), async (session, arguments, cancellationToken) =>
        {
            if (session.Printer.Format is OutputFormat.Yaml or OutputFormat.Name)
            {
                throw new CommandException(ExitCodes.Usage, $"-o {session.Printer.Format.ToString().ToLowerInvariant()}: a log is shown as table (text) or json.");
            }

            var execution = await executions.FindAsync(session, arguments, name, cancellationToken);
            var path = $"{ExecutionNoun.Noun.LinkOf(execution)}/logs?{(arguments.GetValue(task) is { } wanted ? OfTask(execution, wanted) : "")}{(arguments.GetValue(attempt) is { } number ? $"&attempt={number}" : "")}";
            await (arguments.GetValue(follow) ? LogReading.FollowAsync(session, path, cancellationToken) : LogReading.ReadAsync(session, path, cancellationToken));
        });
    }

    private static string OfTask(JsonObject execution, string wanted)
    {
        var tasks = ExecutionNoun.Tasks(execution).Select(task => (Stage: Column.Field(task, "stage"), Task: Column.Field(task, "name"))).ToList();
        return tasks.Exists(Is)
            ? $"&stage={Uri.EscapeDataString(tasks.Find(Is).Stage)}&task={Uri.EscapeDataString(tasks.Find(Is).Task)}"
            : throw new CommandException(ExitCodes.NotFound, $"{ExecutionNoun.Noun.NameOf(execution)} has no task '{wanted}'. It has: {string.Join(", ", tasks.Select(known => $"{known.Stage}.{known.Task}"))}.");

        bool Is((string Stage, string Task) known) => $"{known.Stage}.{known.Task}" == wanted;
    }

    private static Command Watch(Sessions sessions, NounCommands executions)
    {
        var name = executions.Named();
        var timeout = Watching.TimeoutOption();
        return sessions.Act(executions.With("watch", "Follows an execution to its end; exits with 0 only if it COMPLETED.", name, timeout), async (session, arguments, cancellationToken) =>
            await Watching.RunAsync(
                session,
                ExecutionNoun.Noun.LinkOf(await executions.FindAsync(session, arguments, name, cancellationToken)),
                follow: true,
                arguments.GetValue(timeout),
                cancellationToken));
    }
}
