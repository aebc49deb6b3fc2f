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

    /// <summary>A task or a stage failed, and this pipeline undoes what it did.</summary>
    /// <param name="Stage">The stage.</param>
    /// <param name="Task">The task; null for the stage as a whole.</param>
    /// <param name="Rollback">Where the rollback stands: under way, or failed already.</param>
    /// <param name="Secrets">Secrets in what it is given.</param>
    public sealed record StartRollback(int Stage, int? Task, TaskState Rollback, IReadOnlySet<string> Secrets) : Step;

    /// <summary>All of a stage that will run has run.</summary>
    public sealed record EndStage(int Stage, WorkStatus Status, string Message) : Step;

    /// <summary>Nothing is under way any more: the pause begins.</summary>
    public sealed record Pause : Step;

    /// <summary>The execution is over.</summary>
    /// <param name="Status">How it ended.</param>
    /// <param name="Message">The same in one sentence.</param>
    public sealed record End(ExecutionStatus Status, string Message) : Step
    {
        /// <summary>What the pipeline's outputs came to; null when it did not end well.</summary>
        public OrderedDictionary<string, JsonNode?>? Output { get; init; }

        /// <summary>Secrets in the outputs.</summary>
        public IReadOnlySet<string> Secrets { get; init; } = new HashSet<string>();
    }

    /// <summary>Nothing to decide until a task reports, a place becomes free, a time is up, or ever.</summary>
    public sealed record Wait : Step;
}
