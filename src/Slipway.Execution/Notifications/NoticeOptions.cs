namespace Slipway.Execution.Notifications;

/// <summary>How notices are sent.</summary>
public sealed record NoticeOptions
{
    /// <summary>How long to wait after each attempt but the last: five attempts within about an hour, unless told.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(45)];

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many attempts this process makes at the same time.</summary>
    public int AtOnce { get; init; } = 32;
}
