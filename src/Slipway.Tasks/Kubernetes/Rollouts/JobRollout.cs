using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>A Job is done when it is complete. Pods that exit with an error are the Job's own affair (<c>backoffLimit</c>); pods that can never start are not.</summary>
internal static class JobRollout
{
    public static RolloutVerdict Judge(RolloutScene scene)
    {
        var job = scene.Workload;
        if (job.Condition("Complete", "True") is not null)
        {
            return new RolloutVerdict.Complete("complete");
        }

        if (job.Condition("Failed", "True") is { } failure)
        {
            var ended = PodTrouble.LastExit(Pods(scene));
            return new RolloutVerdict.Failed($"{failure.Text("reason")}: {failure.Text("message")}{(ended is null ? "" : $"; {ended}")}");
        }

        if (job.IsTrue("spec", "suspend"))
        {
            return new RolloutVerdict.Complete("suspended: it runs when someone resumes it");
        }

        return PodTrouble.Fatal(Pods(scene)) is { IsCrash: false } trouble
            ? trouble.ToVerdict()
            : new RolloutVerdict.Progressing($"{job.Whole("status", "succeeded") ?? 0} of {job.Whole("spec", "completions") ?? 1} completions");
    }

    public static IEnumerable<JsonObject> Pods(RolloutScene scene) => scene.PodsOf(scene.Workload.Text("metadata", "uid"));
}
