using System.Text.Json.Serialization;

namespace Slipway.Execution.State;

/// <summary>Where an execution stands. The JSON names are those that Code Stream's API shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionStatus>))]
public enum ExecutionStatus
{
    /// <summary>Admitted and numbered; waits for one of its pipeline's places.</summary>
    [JsonStringEnumMemberName("QUEUED")]
    Queued,

    /// <summary>Has a place; its stages are walked.</summary>
    [JsonStringEnumMemberName("RUNNING")]
    Running,

    /// <summary>A task of it waits for a person.</summary>
    [JsonStringEnumMemberName("WAITING")]
    Waiting,

    /// <summary>Somebody pauses it: what is under way ends first, and nothing new is started.</summary>
    [JsonStringEnumMemberName("PAUSING")]
    Pausing,

    /// <summary>Somebody paused it, and nothing is under way.</summary>
    [JsonStringEnumMemberName("PAUSED")]
    Paused,

    /// <summary>Goes on after a pause: what it reads of its project is read anew first.</summary>
    [JsonStringEnumMemberName("RESUMING")]
    Resuming,

    /// <summary>Somebody canceled it: what is under way is told to stop.</summary>
    [JsonStringEnumMemberName("CANCELING")]
    Canceling,

    /// <summary>Every stage ended well.</summary>
    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    /// <summary>A task failed that may not be ignored.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>Canceled by somebody, or taken back before it began.</summary>
    [JsonStringEnumMemberName("CANCELED")]
    Canceled,

    /// <summary>A task failed, and every pipeline that undoes it did so.</summary>
    [JsonStringEnumMemberName("ROLLBACK_COMPLETED")]
    RollbackCompleted,

    /// <summary>A task failed, and a pipeline that undoes it did not do so.</summary>
    [JsonStringEnumMemberName("ROLLBACK_FAILED")]
    RollbackFailed,
}

/// <summary>Where a stage or a task stands. The JSON names are those that Code Stream's API shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkStatus>))]
public enum WorkStatus
{
    /// <summary>Its turn has not come.</summary>
    [JsonStringEnumMemberName("NOT_STARTED")]
    NotStarted,

    /// <summary>Under way.</summary>
    [JsonStringEnumMemberName("RUNNING")]
    Running,

    /// <summary>Its turn has come, and it waits for a person: to let it start, or to answer what it asks.</summary>
    [JsonStringEnumMemberName("WAITING")]
    Waiting,

    /// <summary>Ended well.</summary>
    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    /// <summary>Ended badly.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>Passed over: its precondition did not hold.</summary>
    [JsonStringEnumMemberName("SKIPPED")]
    Skipped,

    /// <summary>Stopped, for its execution was canceled.</summary>
    [JsonStringEnumMemberName("CANCELED")]
    Canceled,
}

/// <summary>What can be said of a status alone.</summary>
public static class Statuses
{
    /// <summary>Whether the execution will not move any more.</summary>
    public static bool IsEnded(this ExecutionStatus status) =>
        status is ExecutionStatus.Completed or ExecutionStatus.Failed or ExecutionStatus.Canceled or ExecutionStatus.RollbackCompleted or ExecutionStatus.RollbackFailed;

    /// <summary>Whether the execution ended because a task of it failed.</summary>
    public static bool IsFailure(this ExecutionStatus status) => status is ExecutionStatus.Failed or ExecutionStatus.RollbackCompleted or ExecutionStatus.RollbackFailed;

    /// <summary>Whether nobody holds the execution up: its next step is taken as soon as it can be.</summary>
    public static bool IsOnItsWay(this ExecutionStatus status) => status is ExecutionStatus.Running or ExecutionStatus.Waiting;

    /// <summary>Whether the stage or task will not move any more.</summary>
    public static bool IsEnded(this WorkStatus status) => status is WorkStatus.Completed or WorkStatus.Failed or WorkStatus.Skipped or WorkStatus.Canceled;

    /// <summary>The status as the API and the database write it, such as <c>NOT_STARTED</c>.</summary>
    public static string Wire(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.Queued => "QUEUED",
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Waiting => "WAITING",
        ExecutionStatus.Pausing => "PAUSING",
        ExecutionStatus.Paused => "PAUSED",
        ExecutionStatus.Resuming => "RESUMING",
        ExecutionStatus.Canceling => "CANCELING",
        ExecutionStatus.Completed => "COMPLETED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.Canceled => "CANCELED",
        ExecutionStatus.RollbackCompleted => "ROLLBACK_COMPLETED",
        ExecutionStatus.RollbackFailed => "ROLLBACK_FAILED",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <inheritdoc cref="Wire(ExecutionStatus)"/>
    public static string Wire(this WorkStatus status) => status switch
    {
        WorkStatus.NotStarted => "NOT_STARTED",
        WorkStatus.Running => "RUNNING",
        WorkStatus.Waiting => "WAITING",
        WorkStatus.Completed => "COMPLETED",
        WorkStatus.Failed => "FAILED",
        WorkStatus.Skipped => "SKIPPED",
        WorkStatus.Canceled => "CANCELED",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
