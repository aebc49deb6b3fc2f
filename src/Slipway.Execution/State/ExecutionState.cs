using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orleans;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.State;

/// <summary>
/// Everything that is known of one execution. Immutable: each transition makes a new one, which is committed
/// (with the next <see cref="Version"/>) before anything is started because of it.
/// </summary>
public sealed record ExecutionState
{
    /// <summary>The execution's identity.</summary>
    public required ExecutionId Id { get; init; }

    /// <summary>Counts commits, from 1. A commit that expects another version than the stored one loses.</summary>
    public required long Version { get; init; }

    /// <summary>The pipeline's identity.</summary>
    public required Guid PipelineId { get; init; }

    /// <summary>The pipeline as it was when the execution was admitted; later edits do not reach it.</summary>
    public required Pipeline Definition { get; init; }

    /// <summary>The execution's number within its pipeline, from 1, without gaps.</summary>
    public required int Index { get; init; }

    /// <summary>The inputs it was admitted with: the pipeline's defaults under the given values.</summary>
    public required OrderedDictionary<string, JsonNode?> Input { get; init; }

    /// <summary>Free text of whoever asked for the execution.</summary>
    public string Comments { get; init; } = "";

    /// <summary>Words to find the execution by.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The user who asked for the execution.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it was given a place; null while it queues.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>One sentence: <c>Execution Completed.</c>, or <c>Stage.Task: why it failed</c>.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>Who paused or canceled it; null when nobody did, or it goes on again.</summary>
    public Steered? Steered { get; init; }

    /// <summary>The execution that it runs again; null when it is none of those.</summary>
    public Rerun? RerunOf { get; init; }

    /// <summary>The attempt of another execution that it runs for; null when it runs for itself.</summary>
    public Parent? Parent { get; init; }

    /// <summary>What the pipeline's outputs came to; null before it ended well.</summary>
    public OrderedDictionary<string, JsonNode?>? Output { get; init; }

    /// <summary>The stages in the order they run.</summary>
    public required ImmutableArray<StageState> Stages { get; init; }

    /// <summary>The variables that the pipeline names, as they were when the execution was given its place. Sealed at rest.</summary>
    public ImmutableDictionary<string, Value> Variables { get; init; } = ImmutableDictionary<string, Value>.Empty;

    /// <summary>What the pipeline names and its requester may not use.</summary>
    public RestrictedThings Restricted { get; init; } = RestrictedThings.None;

    /// <summary>Texts of this execution that must never be shown: secret values that were bound, in every form they were seen in. Sealed at rest.</summary>
    public ImmutableHashSet<string> Secrets { get; init; } = [];

    /// <summary>The project's name.</summary>
    public string Project => Definition.Project;

    /// <summary>The pipeline's name.</summary>
    public string Name => Definition.Name;

    /// <summary>All that is run one attempt after the other: the tasks, and the rollbacks of tasks and stages.</summary>
    public IEnumerable<Work> Work =>
        from stage in Stages
        from work in stage.Tasks
            .SelectMany(task => task.Rollback is { } undo ? (Work[])[Of(stage, task), new Work(new TaskAttempt(Id, stage.Name, task.Name, undo.Attempt, IsRollback: true), undo)] : [Of(stage, task)])
            .Concat(stage.Rollback is { } rollback ? [new Work(new TaskAttempt(Id, stage.Name, "", rollback.Attempt, IsRollback: true), rollback)] : [])
        select work;

    /// <summary>The attempts that somebody must be working on while the execution is in this state.</summary>
    public IEnumerable<TaskAttempt> UnderWay => Work.Where(work => work.Task.IsUnderWay).Select(work => work.Attempt);

    /// <summary>When something of it falls due that nobody has to bring; null when nothing does.</summary>
    public DateTimeOffset? DueAt => Status.IsOnItsWay() ? Work.Min(work => work.Task.Standby?.Until) : null;

    /// <summary>Whether it takes somebody or something from outside to move it, or some time: nobody is at work on it.</summary>
    public bool IsAtRest => Status is not (ExecutionStatus.Resuming or ExecutionStatus.Canceling) && !UnderWay.Any();

    /// <summary>Whether a task of it may start only when an administrator lets it.</summary>
    public bool IsHeld => Status is ExecutionStatus.Waiting && Stages.Any(stage => stage.Tasks.Any(task => task.Standby is { Reason: StandbyReason.Held }));

    /// <summary>When somebody has to look after it, should nobody be at it: at once while it moves; null when it waits for a place, for people, or for ever.</summary>
    public DateTimeOffset? WakeAt => Status.IsEnded() || Status is ExecutionStatus.Queued ? null : IsAtRest ? DueAt : DateTimeOffset.UnixEpoch;

    private Work Of(StageState stage, TaskState task) => new(new TaskAttempt(Id, stage.Name, task.Name, task.Attempt), task);
}

/// <summary>Somebody's hand on an execution.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in their words; empty when they gave none.</param>
public sealed record Steered(string By, DateTimeOffset At, string Reason = "");

/// <summary>What an execution runs again.</summary>
/// <param name="Execution">The earlier execution.</param>
/// <param name="Index">Its number.</param>
/// <param name="FromStage">The first stage that is run again, those before it are taken over as they ended; null when all are run again.</param>
public sealed record Rerun(ExecutionId Execution, int Index, string? FromStage);

/// <summary>For what an execution runs.</summary>
/// <param name="Attempt">The attempt of the other execution that waits for its end.</param>
/// <param name="Name">The other execution's pipeline.</param>
/// <param name="Index">The other execution's number.</param>
/// <param name="Depth">How many executions stand above it; 1 for the child of one that runs for itself.</param>
[GenerateSerializer, Immutable]
public sealed record Parent(TaskAttempt Attempt, string Name, int Index, int Depth)
{
    /// <summary>The most executions that may stand above one another.</summary>
    public const int MostDepth = 10;
}

/// <summary>An attempt with where its task or rollback stands.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Task">Where it stands.</param>
public readonly record struct Work(TaskAttempt Attempt, TaskState Task);
