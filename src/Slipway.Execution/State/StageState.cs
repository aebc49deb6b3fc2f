using System.Collections.Immutable;

namespace Slipway.Execution.State;

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

    /// <summary>The pipeline that undoes what the stage did, where it failed and has one.</summary>
    public TaskState? Rollback { get; init; }
}
