using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>As <c>kubectl rollout status</c>: spec seen, all updated, none old, all available. But it looks at the new pods too.</summary>
internal static class DeploymentRollout
{
    private static readonly TimeSpan s_quotaGrace = TimeSpan.FromSeconds(30);

    public static RolloutVerdict Judge(RolloutScene scene)
    {
        var deployment = scene.Workload;
        if (!scene.IsObserved)
        {
            return new RolloutVerdict.Progressing("the cluster has not taken up the new spec yet");
        }

        if (deployment.IsTrue("spec", "paused"))
        {
            return new RolloutVerdict.Complete("paused: nothing is rolled out until it is resumed");
        }

        if (deployment.Condition("Progressing", "False") is { } stuck && stuck.Text("reason") == "ProgressDeadlineExceeded")
        {
            return PodTrouble.Worst(NewPods(scene)) is { } cause
                ? new RolloutVerdict.Failed($"ProgressDeadlineExceeded: {cause.Message}", Trouble: cause)
                : new RolloutVerdict.Failed($"ProgressDeadlineExceeded: {stuck.Text("message")} {Counts(deployment)}");
        }

        var wanted = deployment.Whole("spec", "replicas") ?? 1;
        var updated = deployment.Whole("status", "updatedReplicas") ?? 0;
        var all = deployment.Whole("status", "replicas") ?? 0;
        var available = deployment.Whole("status", "availableReplicas") ?? 0;
        if (updated >= wanted && all <= updated && available >= updated)
        {
            return new RolloutVerdict.Complete($"{Rollout.Pods(updated)} available");
        }

        if (PodTrouble.Fatal(NewPods(scene)) is { } trouble)
        {
            return trouble.ToVerdict();
        }

        if (deployment.Condition("ReplicaFailure", "True") is { } failure)
        {
            return new RolloutVerdict.Failed($"{failure.Text("reason")}: {failure.Text("message")}", s_quotaGrace);
        }

        return new RolloutVerdict.Progressing(
            updated < wanted ? $"{updated} of {wanted} pods updated"
            : all > updated ? $"{Rollout.Pods(all - updated)} of the old version still to end"
            : $"{available} of {updated} updated pods available");
    }

    /// <summary>The pods of the ReplicaSet that holds the current template: a crashing pod of the last one must not fail this rollout.</summary>
    public static IEnumerable<JsonObject> NewPods(RolloutScene scene)
    {
        if (!scene.IsObserved)
        {
            return [];
        }

        // The controller numbers the current template's ReplicaSet, and the Deployment before it tells that it has seen the spec. Seen on its own watch, the
        // ReplicaSet may be behind: as long as none has the number, there is no new pod to look at.
        var current = RevisionOf(scene.Workload) is { } revision
            ? scene.OwnReplicaSets.FirstOrDefault(set => RevisionOf(set) == revision)
            : scene.OwnReplicaSets.MaxBy(set => (RevisionOf(set) ?? 0, set.Text("metadata", "creationTimestamp") ?? ""));
        return current is null ? [] : scene.PodsOf(current.Text("metadata", "uid"));
    }

    private static long? RevisionOf(JsonObject numbered) =>
        long.TryParse(numbered.Text("metadata", "annotations", "deployment.kubernetes.io/revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    private static string Counts(JsonObject deployment) =>
        $"{deployment.Whole("status", "availableReplicas") ?? 0} of {deployment.Whole("spec", "replicas") ?? 1} pods available.";
}
