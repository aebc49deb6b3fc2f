using System.Collections.Immutable;

namespace Slipway.Projects.Endpoints;

/// <summary>A kind of endpoint, declared once: API, form, validation and docs are made from this.</summary>
/// <param name="Name">The type string of the API, such as <c>k8s</c>.</param>
/// <param name="Title">What people call it, such as <c>Kubernetes</c>.</param>
/// <param name="Properties">The properties in the order a form shows them.</param>
public sealed record EndpointType(string Name, string Title, ImmutableArray<EndpointProperty> Properties)
{
    /// <summary>The names of the properties whose values never leave the server.</summary>
    public IEnumerable<string> SecretProperties => Properties.Where(p => p.IsSecret).Select(p => p.Name);
}

/// <summary>One property of an endpoint type.</summary>
/// <param name="Name">The key in <see cref="Endpoint.Properties"/>.</param>
/// <param name="Title">The label in a form.</param>
/// <param name="Description">What to enter, for the person who fills it in.</param>
public sealed record EndpointProperty(string Name, string Title, string Description)
{
    /// <summary>Whether an endpoint without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the value is sealed at rest and masked everywhere.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The value when none is given; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The allowed values; empty when any text is.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];
}
