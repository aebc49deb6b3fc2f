using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Nouns;
using Slipway.Cli.Output;

namespace Slipway.Cli.Verbs;

/// <summary>Waits for an execution to end.</summary>
internal static class Watching
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // Whatever else there is or will be, an execution is still under way there.
    private static readonly string[] Ends = ["COMPLETED", "FAILED", "CANCELED", "CANCELLED", "ROLLBACK_COMPLETED", "ROLLBACK_FAILED"];

    public static Option<int?> TimeoutOption()
    {
        var option = new Option<int?>("--timeout") { Description = "Wait no longer than so many seconds; the execution goes on. Exit with 1 then.", HelpName = "SECONDS" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var seconds) || seconds < 1))
            {
                result.AddError($"--timeout: '{text}' is no whole number of seconds from 1.");
            }
        });
        return option;
    }

    /// <summary>Polls until the execution has ended, and shows it.</summary>
    /// <param name="session">The server.</param>
    /// <param name="path">The execution in the API.</param>
    /// <param name="follow">Whether to tell of every task; on standard error where the result is for a program.</param>
    /// <param name="timeout">In seconds; null for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the program ends with.</returns>
    public static async Task<int> RunAsync(Session session, string path, bool follow, int? timeout, CancellationToken cancellationToken)
    {
        var time = session.Shell.Time;
        var started = time.GetTimestamp();
        var told = new HashSet<(string Task, string Status, string Message)>();
        var pause = FirstPause;
        while (true)
        {
            var execution = await session.Client.GetAsync(path, cancellationToken);
            if (follow)
            {
                await TellAsync(session, execution, told, cancellationToken);
            }

            var status = Column.Field(execution, "status");
            if (Ends.Contains(status, StringComparer.Ordinal))
            {
                await session.Printer.DoneAsync(ExecutionNoun.Noun, execution, Ending(execution, status), cancellationToken);
                return status is "COMPLETED" ? ExitCodes.Done : ExitCodes.Failed;
            }

            if (timeout is { } seconds && time.GetElapsedTime(started) >= TimeSpan.FromSeconds(seconds))
            {
                throw new CommandException(ExitCodes.Failed, $"{ExecutionNoun.Noun.NameOf(execution)} is still {status} after {seconds} s. It goes on; 'slipway executions watch' waits for it again.");
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    private static string Ending(JsonObject execution, string status) =>
        Column.Field(execution, "statusMessage") is { Length: > 0 } message ? $"{status}: {Visible.Text(message)}" : status;

    private static async Task TellAsync(Session session, JsonObject execution, HashSet<(string Task, string Status, string Message)> told, CancellationToken cancellationToken)
    {
        var writer = session.Printer.Format is OutputFormat.Table ? session.Shell.Output : session.Shell.Error;
        foreach (var task in ExecutionNoun.Tasks(execution))
        {
            var (name, status, message) = ($"{Column.Field(task, "stage")}.{Column.Field(task, "name")}", Column.Field(task, "status"), Column.Field(task, "statusMessage"));
            if (status is not ("" or "NOT_STARTED") && told.Add((name, status, message)))
            {
                var shown = Visible.Text(status);
                await writer.WriteLineAsync($"  {Visible.Text(name)}  {(session.Shell.HasColours ? StatusColour.Paint(shown) : shown)}{(message.Length > 0 ? $"  {Visible.Text(message)}" : "")}".AsMemory(), cancellationToken);
            }
        }

        await writer.FlushAsync(cancellationToken);
    }
}
