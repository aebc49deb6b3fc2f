using System.Collections.Immutable;

namespace Slipway.Projects.Endpoints;

/// <summary>A kind of endpoint, declared once: API, form, validation and docs are made from this.</summary>
/// <param name="Name">The type string of the API, such as <c>k8s</c>.</param>
/// <param name="Title">What people call it, such as <c>Kubernetes</c>.</param>
/// <param name="Properties">The properties in the order a form shows them.</param>
public sealed record EndpointType(string Name, string Title, ImmutableArray<EndpointProperty> Properties)
{
    /// <summary>What stands in place of a secret value that is not shown. Sent back it means: as it is.</summary>
    public const string Masked = "******";

    /// <summary>What such an endpoint is for, in a sentence or two.</summary>
    public string Description { get; init; } = "";

    /// <summary>The names of the properties whose values never leave the server.</summary>
    public IEnumerable<string> SecretProperties => Properties.Where(p => p.IsSecret).Select(p => p.Name);

    /// <summary>The property of that name, or null.</summary>
    public EndpointProperty? Property(string name) => Properties.FirstOrDefault(property => property.Name == name);
}
