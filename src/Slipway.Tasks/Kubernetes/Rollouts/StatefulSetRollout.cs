using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>As <c>kubectl rollout status</c>: all ready, and all (or those above the partition) of the update revision.</summary>
internal static class StatefulSetRollout
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

        var wanted = set.Whole("spec", "replicas") ?? 1;
        var toUpdate = Math.Max(0, wanted - (set.Whole("spec", "updateStrategy", "rollingUpdate", "partition") ?? 0));
        var updated = set.Text("status", "currentRevision") == set.Text("status", "updateRevision")
            ? wanted
            : set.Whole("status", "updatedReplicas") ?? 0;
        var ready = set.Whole("status", "readyReplicas") ?? 0;
        if (ready >= wanted && updated >= toUpdate)
        {
            return new RolloutVerdict.Complete($"{Rollout.Pods(wanted)} ready");
        }

        return PodTrouble.Fatal(NewPods(scene)) is { } trouble
            ? trouble.ToVerdict()
            : new RolloutVerdict.Progressing(updated < toUpdate ? $"{updated} of {toUpdate} pods updated" : $"{ready} of {wanted} pods ready");
    }

    public static IEnumerable<JsonObject> NewPods(RolloutScene scene)
    {
        var revision = scene.Workload.Text("status", "updateRevision");
        return scene.IsObserved && revision is not null
            ? scene.PodsOf(scene.Workload.Text("metadata", "uid")).Where(p => p.Text("metadata", "labels", "controller-revision-hash") == revision)
            : [];
    }
}
