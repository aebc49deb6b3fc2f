using System.CommandLine;
using Slipway.Cli.Connection;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway executions</c>.</summary>
internal static class ExecutionsCommand
{
    public static Command Create(Sessions sessions)
    {
        var executions = new NounCommands(sessions, ExecutionNoun.Noun);
        return sessions.Group("executions", "Executions of pipelines. NAME alone is the newest of that name.", executions.List(), executions.Get(), Watch(sessions, executions), executions.Delete());
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
