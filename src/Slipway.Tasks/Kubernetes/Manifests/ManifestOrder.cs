namespace Slipway.Tasks.Kubernetes.Manifests;

/// <summary>The order of writing: what other objects live in or are made of comes first, all else as the author wrote it.</summary>
internal static class ManifestOrder
{
    /// <summary>Namespaces, then CustomResourceDefinitions, then the rest, each as written.</summary>
    public static IReadOnlyList<Manifest> ForWriting(IEnumerable<Manifest> manifests) => [.. manifests.OrderBy(Rank)];

    /// <summary>The reverse, so that what holds others goes last.</summary>
    public static IReadOnlyList<Manifest> ForDeleting(IEnumerable<Manifest> manifests) => [.. ForWriting(manifests).Reverse()];

    /// <summary>Whether the object declares a new kind.</summary>
    public static bool DeclaresKind(Manifest manifest) =>
        manifest is { Kind: "CustomResourceDefinition", Group: "apiextensions.k8s.io" };

    private static int Rank(Manifest manifest) => manifest switch
    {
        { Kind: "Namespace", Group: "" } => 0,
        _ when DeclaresKind(manifest) => 1,
        _ => 2,
    };
}
