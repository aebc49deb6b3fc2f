using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Slipway.Execution.State;

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

    /// <summary>When the attempt must have ended; null for whenever it does.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What it rests for while nobody works on it; null when somebody does, or it has not started, or has ended.</summary>
    public Standby? Standby { get; init; }

    /// <summary>The pipeline that undoes what the task did, where it failed and has one.</summary>
    public TaskState? Rollback { get; init; }

    /// <summary>Whether the execution goes on when this task fails.</summary>
    public bool IgnoreFailure { get; init; }

    /// <summary>Whether somebody must be working on the attempt.</summary>
    public bool IsUnderWay => Status is WorkStatus.Running or WorkStatus.Waiting && Standby is null;

    /// <summary>Whether the task failed in a way that stops its stage.</summary>
    public bool Stops => Status is WorkStatus.Failed && !IgnoreFailure;
}

/// <summary>Why nobody works on a task whose turn it is.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">When that is over by itself; null for never.</param>
public sealed record Standby(StandbyReason Reason, DateTimeOffset? Until = null);

/// <summary>What a task rests for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StandbyReason>))]
public enum StandbyReason
{
    /// <summary>Somebody must let it start.</summary>
    Held,

    /// <summary>Its runner waits for something outside, and is asked again when that has come, or when the time is up.</summary>
    Awaiting,

    /// <summary>It failed, and is tried again when the time is up.</summary>
    Retrying,
}
