using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Documents;

/// <summary>Something outside that tasks and triggers use: a cluster, a registry, a mail server.</summary>
public sealed record EndpointDocument : Document
{
    /// <inheritdoc/>
    public override string Kind => DocumentKinds.Endpoint;

    /// <summary>Such as <c>k8s</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether only an administrator's execution may use it.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>What the type needs, by name. Secret ones are left out of exports.</summary>
    public OrderedDictionary<string, JsonNode?> Properties { get; init; } = [];
}
