using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>One wish to write: what, where, and on whose behalf.</summary>
internal sealed record WriteRequest
{
    public required ResourceKind Kind { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Empty when creating with a generated name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Empty, <c>status</c> or <c>scale</c>.</summary>
    public string Subresource { get; init; } = "";

    public required string FieldManager { get; init; }

    public bool Force { get; init; }

    public bool DryRun { get; init; }

    /// <summary>A controller of the cluster itself: it may write spec and status at once, and is not second-guessed.</summary>
    public bool Internal { get; init; }
}
