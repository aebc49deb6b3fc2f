namespace Slipway.Execution.UserOperations;

/// <summary>Where a question to people stands.</summary>
public enum UserOperationStatus
{
    /// <summary>Waits for an answer.</summary>
    Active,

    /// <summary>Somebody said yes.</summary>
    Approved,

    /// <summary>Somebody said no.</summary>
    Rejected,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>No answer is needed any more.</summary>
    Canceled,
}

/// <summary>The names that the API shows.</summary>
public static class UserOperationStatuses
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<UserOperationStatus> All { get; } = Enum.GetValues<UserOperationStatus>();

    /// <summary>As Code Stream's API writes it: <c>ACTIVE</c>, <c>Approved</c>.</summary>
    public static string Wire(this UserOperationStatus status) => status is UserOperationStatus.Active ? "ACTIVE" : status.ToString();
}
