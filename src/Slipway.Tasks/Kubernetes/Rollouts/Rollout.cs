using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>Tells how far a rollout has come, from nothing but what the cluster shows: no clock, no I/O.</summary>
internal static class Rollout
{
    /// <summary>Whether objects of that kind are waited for.</summary>
    public static bool IsAwaited(string group, string kind) => (group, kind) is
        ("apps", "Deployment" or "StatefulSet" or "DaemonSet") or ("batch", "Job") or ("apiextensions.k8s.io", "CustomResourceDefinition");

    public static RolloutVerdict Judge(RolloutScene scene) => scene.Workload.Text("kind") switch
    {
        "Deployment" => DeploymentRollout.Judge(scene),
        "StatefulSet" => StatefulSetRollout.Judge(scene),
        "DaemonSet" => DaemonSetRollout.Judge(scene),
        "Job" => JobRollout.Judge(scene),
        "CustomResourceDefinition" => CustomResourceDefinitionRollout.Judge(scene),
        var kind => new RolloutVerdict.Complete($"{kind} needs no rollout"),
    };

    /// <summary>The pods made from the workload's current template: an old pod that crashes must not fail the rollout that mends it.</summary>
    public static IEnumerable<JsonObject> NewPods(RolloutScene scene) => scene.Workload.Text("kind") switch
    {
        "Deployment" => DeploymentRollout.NewPods(scene),
        "StatefulSet" => StatefulSetRollout.NewPods(scene),
        "DaemonSet" => DaemonSetRollout.NewPods(scene),
        "Job" => JobRollout.Pods(scene),
        _ => [],
    };

    internal static string Pods(long count) => count == 1 ? "1 pod" : $"{count} pods";
}
