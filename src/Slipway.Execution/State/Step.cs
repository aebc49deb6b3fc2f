using System.Text.Json.Nodes;

namespace Slipway.Execution.State;

/// <summary>One step of an execution, decided but not yet taken. Stages and tasks are named by their place, from 0.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>A stage's turn has come.</summary>
    public sealed record StartStage(int Stage) : Step;

    /// <summary>A task is to be run with this input.</summary>
    public sealed record StartTask(int Stage, int Task, JsonObject Input, IReadOnlySet<string> Secrets) : Step;

    /// <summary>A task ends without being run: its precondition does not hold, or it cannot be prepared.</summary>
    public sealed record EndTask(int Stage, int Task, WorkStatus Status, string Message) : Step;

    /// <summary>A task's turn has come, and it needs somebody's leave to start.</summary>
    public sealed record HoldTask(int Stage, int Task, string Message) : Step;

    /// <summary>All of a stage that will run has run.</summary>
    public sealed record EndStage(int Stage, WorkStatus Status, string Message) : Step;

    /// <summary>Nothing is under way any more: the pause begins.</summary>
    public sealed record Pause : Step;

    /// <summary>The execution is over.</summary>
    public sealed record End(ExecutionStatus Status, string Message) : Step;

    /// <summary>Nothing to decide until a task reports, a place becomes free, or ever.</summary>
    public sealed record Wait : Step;
}
