using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Selection;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Watching;

/// <summary>Which objects a list or watch is about.</summary>
internal sealed record WatchScope(ResourceKind Kind, string? Namespace, string? Name, LabelSelector Labels, FieldSelector Fields)
{
    public bool Covers(ObjectKey key) =>
        Kind.Is(key.Group, key.Plural) && (Namespace is null || key.Namespace == Namespace) && (Name is null || key.Name == Name);

    public bool Matches(StoredObject item) => Labels.Matches(item.Labels) && Fields.Matches(item);

    /// <summary>How the change looks to someone who sees only what matches; null when it does not concern them.</summary>
    public ChangeType? See(Change change)
    {
        if (!Covers(change.Object.Key))
        {
            return null;
        }

        var was = change.Before is not null && Matches(change.Before);
        var has = change.Type != ChangeType.Deleted && Matches(change.Object);
        return (was, has) switch
        {
            (false, true) => ChangeType.Added,
            (true, true) => ChangeType.Modified,
            (true, false) => ChangeType.Deleted,
            _ => null,
        };
    }
}
