using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>One pod on the one node.</summary>
internal sealed class DaemonSetController(ClusterAccess cluster) : IController
{
    private const string RevisionLabel = "controller-revision-hash";

    public IEnumerable<ObjectKey> Concerns(Change change) => Pods.OwnerOf(change, "apps", "daemonsets", "DaemonSet", Pods.Plural);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Read(key) is not { } set || set.Terminating())
        {
            return null;
        }

        var revision = Pods.TemplateHash(set);
        var pods = cluster.Controlled(Pods.Plural, set);
        if (pods.Count == 0)
        {
            cluster.Create(Pods.Plural, key.Namespace, Pods.From(set, $"{key.Name}-{GeneratedNames.Suffix(5)}", (RevisionLabel, revision)));
        }
        else if (set.At("spec", "updateStrategy").Text("type") != "OnDelete")
        {
            foreach (var outdated in pods.Where(pod => !pod.Terminating() && RevisionOf(pod) != revision))
            {
                cluster.Delete(Pods.Key(outdated));
            }
        }

        Tell(key, set, revision);
        return null;
    }

    private void Tell(ObjectKey key, JsonObject set, string revision)
    {
        var pods = cluster.Controlled(Pods.Plural, set).Where(pod => !pod.Terminating()).ToList();
        var ready = pods.Count(Pods.Ready);
        var status = new JsonObject
        {
            ["observedGeneration"] = set.Generation(),
            ["currentNumberScheduled"] = pods.Count,
            ["desiredNumberScheduled"] = 1,
            ["numberMisscheduled"] = 0,
            ["numberReady"] = ready,
            ["numberAvailable"] = ready,
            ["numberUnavailable"] = 1 - ready,
            ["updatedNumberScheduled"] = pods.Count(pod => RevisionOf(pod) == revision),
        };
        cluster.Change(key, node => node["status"] = status.DeepClone(), "status");
    }

    private static string? RevisionOf(JsonObject pod) => pod.Child("metadata").Child("labels").Text(RevisionLabel);
}
