using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Schemas;

/// <summary>What merging must know about one place in an object: which lists have keys, and what is replaced as a whole.</summary>
internal abstract class FieldSchema
{
    public static FieldSchema Of(ResourceKind kind) => kind.Custom ? CustomSchema.Root(kind.Schema) : BuiltInSchema.Root;

    public abstract ListShape List { get; }

    public abstract bool AtomicMap { get; }

    /// <summary>Whether the members are names that users choose (labels) rather than fields of a type.</summary>
    public abstract bool FreeMap { get; }

    public abstract FieldSchema Field(string name);

    public abstract FieldSchema Item();
}
