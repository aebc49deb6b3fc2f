using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Deletes what has lost its owners, and lets an owner that is deleted in the foreground go when its dependents are gone.</summary>
internal sealed class GarbageCollector(ClusterAccess cluster) : IController
{
    public IEnumerable<ObjectKey> Concerns(Change change)
    {
        if (change.Type == ChangeType.Deleted)
        {
            var owners = change.Object.Owners;
            return cluster.Store.Everything()
                .Where(item => item.Owners.Contains(change.Object.Uid) || owners.Contains(item.Uid))
                .Select(item => item.Key);
        }

        return change.Type == ChangeType.Added && change.Object.Owners.Count == 0 ? [] : [change.Object.Key];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Find(key) is not { } item)
        {
            return null;
        }

        var node = item.Read();
        if (node.Terminating() && node.Finalizers().Contains(ObjectRemover.Foreground))
        {
            FinishForeground(item, node.Finalizers());
        }
        else if (item.Owners.Count > 0 && !node.Terminating() && !OwnerLives(item))
        {
            cluster.Delete(key);
        }

        return null;
    }

    private bool OwnerLives(StoredObject item) => item.Owners.Any(cluster.Store.Holds);

    private void FinishForeground(StoredObject owner, IReadOnlyList<string> finalizers)
    {
        var dependents = cluster.Store.Everything().Where(item => item.Owners.Contains(owner.Uid)).ToList();
        if (dependents.Count == 0)
        {
            cluster.Change(owner.Key, node => node.SetFinalizers(finalizers.Where(name => name != ObjectRemover.Foreground)));
            return;
        }

        foreach (var dependent in dependents)
        {
            // What lies deeper must go first too; a pod has nothing below it and is ended by its kubelet.
            cluster.Delete(dependent.Key, foreground: dependent.Key.Plural != Pods.Plural);
        }
    }
}
