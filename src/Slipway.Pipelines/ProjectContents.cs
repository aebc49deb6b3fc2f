namespace Slipway.Pipelines;

/// <summary>What a project holds, for documents that name it. Null where it is not known: then any name will do.</summary>
public sealed record ProjectContents
{
    /// <summary>Whether what is listed is all there is. Where it is not, a name that is not listed may still exist, and nothing is said of it.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Names of endpoints.</summary>
    public IReadOnlySet<string>? Endpoints { get; init; }

    /// <summary>Names of variables.</summary>
    public IReadOnlySet<string>? Variables { get; init; }

    /// <summary>Pipelines by name.</summary>
    public IReadOnlyDictionary<string, Pipeline>? Pipelines { get; init; }

    /// <summary>Names of custom integrations that tasks may use.</summary>
    public IReadOnlySet<string>? CustomIntegrations { get; init; }
}
