namespace Slipway.Tasks.Kubernetes.Manifests;

/// <summary>How much manifest one task takes: far above what people write, far below what hurts.</summary>
internal static class ManifestLimits
{
    /// <summary>Characters of YAML. A Kubernetes API server refuses request bodies over 3 MiB.</summary>
    public const int MaxLength = 3 * 1024 * 1024;

    /// <summary>Nested mappings and lists.</summary>
    public const int MaxDepth = 64;

    /// <summary>Objects, those inside a <c>List</c> counted one by one.</summary>
    public const int MaxObjects = 500;

    /// <summary>Nodes after aliases are resolved: a few lines of anchors can otherwise grow without end.</summary>
    public const int MaxNodes = 250_000;
}
