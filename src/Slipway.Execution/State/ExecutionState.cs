using System.Collections.Immutable;
using System.Text.Json.Nodes;
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

    /// <summary>The attempts that somebody must be working on while the execution is in this state.</summary>
    public IEnumerable<TaskAttempt> UnderWay =>
        from stage in Stages
        from task in stage.Tasks
        where task.Status is WorkStatus.Running
        select new TaskAttempt(Id, stage.Name, task.Name, task.Attempt);
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

/// <summary>Where one stage of an execution stands.</summary>
public sealed record StageState
{
    /// <summary>The stage's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public WorkStatus Status { get; init; }

    /// <summary>One sentence for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>When its first task was looked at.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its last task had ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The tasks, group after group.</summary>
    public required ImmutableArray<TaskState> Tasks { get; init; }
}

/// <summary>Where one task of an execution stands.</summary>
public sealed record TaskState
{
    /// <summary>The task's name.</summary>
    public required string Name { get; init; }

    /// <summary>The task type, such as <c>K8S</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Tasks with the same number run side by side; a higher number waits for the lower ones. From 0.</summary>
    public required int Group { get; init; }

    /// <summary>Where it stands.</summary>
    public WorkStatus Status { get; init; }

    /// <summary>How far it has come, or how it ended, in one sentence.</summary>
    public string Message { get; init; } = "";

    /// <summary>Which try this is; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>The input with every expression bound; null before it starts.</summary>
    public JsonObject? Input { get; init; }

    /// <summary>What it left for later tasks; null before it ends.</summary>
    public JsonObject? Output { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the execution goes on when this task fails.</summary>
    public bool IgnoreFailure { get; init; }

    /// <summary>Whether the task failed in a way that stops its stage.</summary>
    public bool Stops => Status is WorkStatus.Failed && !IgnoreFailure;
}
