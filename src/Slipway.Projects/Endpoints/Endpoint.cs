using System.Collections.Immutable;
using Slipway.Projects.Resources;

namespace Slipway.Projects.Endpoints;

/// <summary>A system that pipelines and triggers talk to, with what is needed to sign in there.</summary>
public sealed record Endpoint : IResource
{
    /// <summary>Stable identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the owning project.</summary>
    public required string Project { get; init; }

    /// <summary>Unique within the project.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>The <see cref="EndpointType.Name"/>: <c>k8s</c>, <c>dockerRegistry</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The type's properties. Secret ones are in clear here; only a store holds them sealed, and only <see cref="IEndpointDirectory"/> opens them.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether only administrators of the project may change it and use it in a run.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Code Stream's <c>cloudProxyId</c>: kept for its clients and used for nothing.</summary>
    public string CloudProxyId { get; init; } = "";

    /// <inheritdoc/>
    public Revision Revision { get; init; } = Revision.None;

    /// <summary>The property's value, or null when it is absent or blank.</summary>
    public string? Property(string name) => Properties.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Names the endpoint and never its properties: some of them are secret.</summary>
    public override string ToString() => $"{Project}/{Name} ({Type})";
}
