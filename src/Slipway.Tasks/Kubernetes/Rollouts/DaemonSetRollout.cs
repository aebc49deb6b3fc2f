using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>As <c>kubectl rollout status</c>: on every node that should have it, the updated pod, available.</summary>
internal static class DaemonSetRollout
{
    public static RolloutVerdict Judge(RolloutScene scene)
    {
        var set = scene.Workload;
        if (set.Text("spec", "updateStrategy", "type") == "OnDelete")
        {
            return new RolloutVerdict.Complete("not rolled out: by its update strategy OnDelete pods change when someone deletes them");
        }

        if (!scene.IsObserved)
        {
            return new RolloutVerdict.Progressing("the cluster has not taken up the new spec yet");
        }

        var wanted = set.Whole("status", "desiredNumberScheduled") ?? 0;
        var updated = set.Whole("status", "updatedNumberScheduled") ?? 0;
        var available = set.Whole("status", "numberAvailable") ?? 0;
        if (updated >= wanted && available >= wanted)
        {
            return new RolloutVerdict.Complete($"{Rollout.Pods(wanted)} available, one per node");
        }

        return PodTrouble.Fatal(NewPods(scene)) is { } trouble
            ? trouble.ToVerdict()
            : new RolloutVerdict.Progressing(updated < wanted ? $"{updated} of {wanted} pods updated" : $"{available} of {wanted} updated pods available");
    }

    /// <summary>Pods carry the generation of the template they were made from; the set carries the current one as an annotation.</summary>
    public static IEnumerable<JsonObject> NewPods(RolloutScene scene)
    {
        if (!scene.IsObserved)
        {
            return [];
        }

        var pods = scene.PodsOf(scene.Workload.Text("metadata", "uid")).ToList();
        if (scene.Workload.Text("metadata", "annotations", "deprecated.daemonset.template.generation") is { } generation)
        {
            return pods.Where(p => p.Text("metadata", "labels", "pod-template-generation") == generation);
        }

        var newest = pods.MaxBy(p => p.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)?.Text("metadata", "labels", "controller-revision-hash");
        return pods.Where(p => p.Text("metadata", "labels", "controller-revision-hash") == newest);
    }
}
