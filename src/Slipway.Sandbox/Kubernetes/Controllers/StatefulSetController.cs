using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Numbered pods: started in order, one after the other is ready; renewed from the highest number down.</summary>
internal sealed class StatefulSetController(ClusterAccess cluster) : IController
{
    private const string RevisionLabel = "controller-revision-hash";

    public IEnumerable<ObjectKey> Concerns(Change change) => Pods.OwnerOf(change, "apps", "statefulsets", "StatefulSet", Pods.Plural);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Read(key) is not { } set || set.Terminating())
        {
            return null;
        }

        var wanted = Math.Clamp(set.Child("spec").Number("replicas") ?? 1, 0, 500);
        var revision = $"{key.Name}-{Pods.TemplateHash(set)}";
        var pods = cluster.Controlled(Pods.Plural, set).ToDictionary(pod => pod.Name(), StringComparer.Ordinal);
        Step(set, wanted, revision, pods, set.Child("spec").Text("podManagementPolicy") == "Parallel");
        Tell(key, set, wanted, revision);
        return null;
    }

    private void Step(JsonObject set, int wanted, string revision, Dictionary<string, JsonObject> pods, bool parallel)
    {
        for (var i = 0; i < wanted; i++)
        {
            if (!pods.TryGetValue(PodName(set, i), out var pod))
            {
                var index = i.ToString(CultureInfo.InvariantCulture);
                cluster.Create(Pods.Plural, set.Namespace(), Pods.From(
                    set, PodName(set, i), (RevisionLabel, revision), ("apps.kubernetes.io/pod-index", index), ("statefulset.kubernetes.io/pod-name", PodName(set, i))));
                pod = null;
            }

            if (!parallel && (pod is null || (!Pods.Ready(pod) && RevisionOf(pod) == revision)))
            {
                return;
            }
        }

        if (pods.Values.Where(pod => Ordinal(pod) >= wanted && !pod.Terminating()).MaxBy(Ordinal) is { } surplus)
        {
            cluster.Delete(Pods.Key(surplus));
        }
        else if (set.At("spec", "updateStrategy").Text("type") != "OnDelete" && pods.Values.All(pod => !pod.Terminating())
            && pods.Values.Where(pod => RevisionOf(pod) != revision).MaxBy(Ordinal) is { } outdated)
        {
            cluster.Delete(Pods.Key(outdated));
        }
    }

    private void Tell(ObjectKey key, JsonObject set, int wanted, string revision)
    {
        var pods = cluster.Controlled(Pods.Plural, set).Where(pod => !pod.Terminating()).ToList();
        var updated = pods.Count(pod => RevisionOf(pod) == revision);
        var done = updated == wanted && pods.Count == wanted && pods.All(Pods.Ready);
        var current = done ? revision : set.Child("status").Text("currentRevision") ?? revision;
        var status = new JsonObject
        {
            ["observedGeneration"] = set.Generation(),
            ["replicas"] = pods.Count,
            ["readyReplicas"] = pods.Count(Pods.Ready),
            ["availableReplicas"] = pods.Count(Pods.Ready),
            ["currentReplicas"] = pods.Count(pod => RevisionOf(pod) == current),
            ["updatedReplicas"] = updated,
            ["currentRevision"] = current,
            ["updateRevision"] = revision,
            ["collisionCount"] = 0,
        };
        cluster.Change(key, node => node["status"] = status.DeepClone(), "status");
    }

    private static string PodName(JsonObject set, int index) => string.Create(CultureInfo.InvariantCulture, $"{set.Name()}-{index}");

    private static int Ordinal(JsonObject pod) =>
        int.TryParse(pod.Name().AsSpan(pod.Name().LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;

    private static string? RevisionOf(JsonObject pod) => pod.Child("metadata").Child("labels").Text(RevisionLabel);
}
