namespace Slipway.Projects.Audit;

/// <summary>Something worth an entry that changes nothing at rest, such as a sign-in. What is told by <c>Actor.Current</c> is not repeated here.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Kind">One of <see cref="AuditKinds"/>.</param>
/// <param name="Name">What it concerns. It may come from anybody: a log keeps no more than it can show.</param>
public sealed record AuditEvent(string Action, string Kind, string Name)
{
    /// <summary>The identity of what it concerns.</summary>
    public string? Resource { get; init; }

    /// <summary>The project that it concerns; null for none.</summary>
    public string? Project { get; init; }

    /// <summary>What is to be said beyond that.</summary>
    public string Message { get; init; } = "";
}
