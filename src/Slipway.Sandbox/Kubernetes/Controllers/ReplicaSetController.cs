using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Keeps as many pods as a replica set asks for.</summary>
internal sealed class ReplicaSetController(ClusterAccess cluster) : IController
{
    private const int Most = 500;

    public IEnumerable<ObjectKey> Concerns(Change change) => Pods.OwnerOf(change, "apps", "replicasets", "ReplicaSet", Pods.Plural);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Read(key) is not { } set || set.Terminating())
        {
            return null;
        }

        // A sandbox is no data center: more pods than this would only be a typing error.
        var wanted = Math.Min(set.Child("spec").Number("replicas") ?? 1, Most);
        var pods = Living(set);
        for (var i = pods.Count; i < wanted; i++)
        {
            cluster.Create(Pods.Plural, key.Namespace, Pods.From(set, $"{key.Name}-{GeneratedNames.Suffix(5)}"));
        }

        foreach (var pod in pods.OrderBy(Pods.Ready).Take(Math.Max(0, pods.Count - wanted)))
        {
            cluster.Delete(Pods.Key(pod));
        }

        return Tell(key, set);
    }

    private List<JsonObject> Living(JsonObject set) =>
        [.. cluster.Controlled(Pods.Plural, set).Where(pod => !pod.Terminating() && !Pods.Ended(pod))];

    private TimeSpan? Tell(ObjectKey key, JsonObject set)
    {
        var pods = Living(set);
        var minReady = set.Child("spec").Number("minReadySeconds") ?? 0;
        var ready = pods.Count(Pods.Ready);
        var available = pods.Count(pod => Pods.Available(pod, minReady, cluster.Time));
        var status = new JsonObject
        {
            ["replicas"] = pods.Count,
            ["fullyLabeledReplicas"] = pods.Count,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = available,
            ["observedGeneration"] = set.Generation(),
        };
        cluster.Change(key, node => node["status"] = status.DeepClone(), "status");
        return available < ready ? TimeSpan.FromSeconds(1) : null;
    }
}
