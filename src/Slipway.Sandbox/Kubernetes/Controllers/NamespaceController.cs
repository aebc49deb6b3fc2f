using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Gives a new namespace its default service account, and empties a namespace that is deleted before it goes.</summary>
internal sealed class NamespaceController(ClusterAccess cluster, KubernetesSandboxOptions options) : IController
{
    public IEnumerable<ObjectKey> Concerns(Change change) => change.Object.Key is { Group: "", Plural: "namespaces" } key ? [key] : [];

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Read(key) is not { } ns)
        {
            return null;
        }

        if (!ns.Terminating())
        {
            if (cluster.Store.Find(new ObjectKey("", "serviceaccounts", key.Name, "default")) is null)
            {
                cluster.Create("serviceaccounts", key.Name, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default" } });
            }

            return null;
        }

        var content = cluster.Store.Everything().Where(item => item.Key.Namespace == key.Name).ToList();
        if (content.Count == 0)
        {
            cluster.Remove(key);
            return null;
        }

        foreach (var item in content)
        {
            cluster.Delete(item.Key);
        }

        return options.StepDelay + TimeSpan.FromMilliseconds(1);
    }
}
