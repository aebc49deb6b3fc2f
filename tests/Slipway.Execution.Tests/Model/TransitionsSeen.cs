using System.Collections.Concurrent;
using Slipway.Execution.State;

namespace Slipway.Execution.Tests.Model;

/// <summary>Counts which status followed which, and upon what.</summary>
internal sealed class TransitionsSeen
{
    private readonly ConcurrentDictionary<Transition, long> counts = new();

    public IReadOnlyDictionary<Transition, long> Counts => counts;

    public void Note(HistoryEvent happens, ExecutionState before, ExecutionState after)
    {
        if (before.Status != after.Status)
        {
            Add("execution", before.Status.Wire(), happens is HistoryEvent.Report or HistoryEvent.Progress or HistoryEvent.Arrived ? "a task reports" : happens.What, after.Status.Wire());
        }

        foreach (var (was, task) in Tasks(before).Zip(Tasks(after)))
        {
            if (was.Task.Status != task.Task.Status || was.Task.Attempt != task.Task.Attempt)
            {
                Add("task", was.Task.Status.Wire(), Cause(happens, was), task.Task.Status.Wire());
            }
        }
    }

    private static IEnumerable<(string Stage, TaskState Task)> Tasks(ExecutionState state) => state.Stages.SelectMany(stage => stage.Tasks.Select(task => (stage.Name, task)));

    // A task that has not started does so because another one ended, or its execution goes on.
    private static string Cause(HistoryEvent happens, (string Stage, TaskState Task) was) => (was.Task.Status, happens) switch
    {
        (WorkStatus.NotStarted, _) => "its turn comes",
        (_, HistoryEvent.Report report) when (report.Attempt.Stage, report.Attempt.Task) != (was.Stage, was.Task.Name) => "its time has come",
        (_, HistoryEvent.Read) => "its time has come",
        _ => happens.What,
    };

    private void Add(string level, string from, string what, string to) => counts.AddOrUpdate(new Transition(level, from, what, to), 1, (_, count) => count + 1);
}

/// <summary>One row of the tables in docs/executions.md, with one status each.</summary>
internal sealed record Transition(string Level, string From, string What, string To)
{
    public override string ToString() => $"{Level}: {From} | {What} | {To}";
}
