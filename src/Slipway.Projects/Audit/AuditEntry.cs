using System.Text.Json.Nodes;

namespace Slipway.Projects.Audit;

/// <summary>One line of the audit: who did what, when, from where, and how it was before. It holds no secret, and never changes.</summary>
public sealed record AuditEntry
{
    /// <summary>Stable identity, in the order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>When, to the microsecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The person's user name; empty when nothing is known of them.</summary>
    public required string Who { get; init; }

    /// <summary>Where they were: an IP address; null when the server did it.</summary>
    public required string? From { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>One of <see cref="AuditKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing's identity; null where it has none.</summary>
    public string? Resource { get; init; }

    /// <summary>The owning project's name at that time; null for what no project owns.</summary>
    public string? Project { get; init; }

    /// <summary>The thing's name at that time.</summary>
    public required string Name { get; init; }

    /// <summary>What is to be said beyond that, such as what of the thing changed; or nothing.</summary>
    public string Message { get; init; } = "";

    /// <summary>What of it was otherwise before; null for what was not there.</summary>
    public JsonObject? Before { get; init; }

    /// <summary>What of it is otherwise now; null for what is gone.</summary>
    public JsonObject? After { get; init; }
}
