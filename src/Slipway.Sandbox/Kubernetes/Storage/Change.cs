namespace Slipway.Sandbox.Kubernetes.Storage;

/// <summary>One step of the cluster's history. A removal carries the object as it last was, at the removal's revision.</summary>
internal sealed record Change(long Revision, ChangeType Type, StoredObject Object, StoredObject? Before);

internal enum ChangeType
{
    Added,
    Modified,
    Deleted,
}
