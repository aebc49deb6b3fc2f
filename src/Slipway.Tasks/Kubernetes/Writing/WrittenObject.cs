using System.Text.Json.Nodes;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Kubernetes.Manifests;

namespace Slipway.Tasks.Kubernetes.Writing;

/// <summary>What a task did to an object.</summary>
internal enum Change
{
    /// <summary>It was not there before.</summary>
    Created,

    /// <summary>Its spec is another now.</summary>
    Configured,

    /// <summary>It was as the manifest wants it.</summary>
    Unchanged,

    /// <summary>The same attempt had written it before the server was restarted.</summary>
    TakenUp,

    /// <summary>It was there and was left as it is.</summary>
    LeftAlone,

    /// <summary>It was read.</summary>
    Read,

    /// <summary>It is gone.</summary>
    Deleted,
}

/// <summary>A manifest with the resource its kind is served as.</summary>
/// <param name="Namespace">Null when the kind has none.</param>
internal sealed record TargetObject(Manifest Manifest, ApiResource Resource, string? Namespace)
{
    public string Path => Resource.ObjectPath(Namespace, Manifest.Name);

    public override string ToString() =>
        Namespace is null ? Manifest.ToString() : $"{Manifest} in namespace '{Namespace}'";
}

/// <summary>An object as the cluster holds it after a task has dealt with it.</summary>
/// <param name="Target">Which.</param>
/// <param name="Object">As the cluster answered.</param>
/// <param name="Change">What was done.</param>
/// <param name="Note">What else a person should know; null for nothing.</param>
internal sealed record WrittenObject(TargetObject Target, JsonObject Object, Change Change, string? Note = null)
{
    public Manifest Manifest => Target.Manifest;

    public ApiResource Resource => Target.Resource;

    public string? Namespace => Target.Namespace;

    public override string ToString() => Target.ToString();
}
