using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Storage;

/// <summary>Where an object lives. The namespace of a cluster-wide object is empty.</summary>
internal readonly record struct ObjectKey(string Group, string Plural, string Namespace, string Name)
{
    public static ObjectKey Of(ResourceKind kind, string ns, string name) => new(kind.Group, kind.Plural, kind.Namespaced ? ns : "", name);
}
