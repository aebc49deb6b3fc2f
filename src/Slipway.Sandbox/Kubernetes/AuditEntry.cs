namespace Slipway.Sandbox.Kubernetes;

/// <summary>One write that a client asked for, as the cluster saw it. The controllers' own writes are not among them.</summary>
public sealed record AuditEntry
{
    /// <summary>Counts from 1 in the order in which the writes took effect.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the write was decided.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>create</c>, <c>apply</c>, <c>patch</c>, <c>update</c>, <c>delete</c> or <c>deletecollection</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>Group and version, such as <c>apps/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The plural, such as <c>deployments</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Empty, <c>status</c>, <c>scale</c> or the like.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Empty for cluster-wide objects.</summary>
    public required string Namespace { get; init; }

    /// <summary>The object's name; the generated one when the server made it up.</summary>
    public required string Name { get; init; }

    /// <summary>The field manager that the write was recorded under.</summary>
    public required string FieldManager { get; init; }

    /// <summary>The client's User-Agent header.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Who the bearer token stands for.</summary>
    public required string User { get; init; }

    /// <summary>The HTTP status that the client was to get.</summary>
    public required int ResponseCode { get; init; }

    /// <summary>Whether the cluster is different after this write. False for refusals, dry runs and writes that found all as wanted.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether the client asked for a dry run.</summary>
    public bool DryRun { get; init; }

    /// <summary>The refusal in words; null when there was none.</summary>
    public string? Refusal { get; init; }

    /// <summary>The object's revision after the write; null for refusals.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The object's annotations at that moment; for a refusal, those that the client sent.</summary>
    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>The images of the object's containers at that moment.</summary>
    public required IReadOnlyList<string> Images { get; init; }
}
