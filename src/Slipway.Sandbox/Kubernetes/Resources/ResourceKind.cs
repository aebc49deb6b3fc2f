using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Resources;

/// <summary>One served version of one kind: where it lives in the API and what it can do.</summary>
internal sealed record ResourceKind
{
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Kind { get; init; }

    public required string Plural { get; init; }

    public required string Singular { get; init; }

    public required bool Namespaced { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool HasStatus { get; init; }

    public bool HasScale { get; init; }

    /// <summary>Whether <c>metadata.generation</c> counts changes of the spec.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>The <c>openAPIV3Schema</c> of a custom resource; null for built-in kinds.</summary>
    public JsonObject? Schema { get; init; }

    /// <summary>The <c>additionalPrinterColumns</c> of a custom resource.</summary>
    public JsonArray? PrinterColumns { get; init; }

    public bool Custom { get; init; }

    public string GroupVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string QualifiedKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    public bool Is(string group, string plural) => Group == group && Plural == plural;
}
