using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Objects;

/// <summary>Finds the pod spec wherever a workload keeps it.</summary>
internal static class PodTemplates
{
    public static JsonObject? Of(JsonObject node) => node.Text("kind") switch
    {
        "CronJob" => node.At("spec", "jobTemplate", "spec", "template"),
        _ => node.At("spec", "template"),
    };

    public static JsonObject? PodSpec(JsonObject node) =>
        node.Text("kind") == "Pod" ? node.Child("spec") : Of(node).Child("spec");

    public static IReadOnlyList<string> Images(JsonObject node)
    {
        var spec = PodSpec(node);
        return [.. spec.Objects("initContainers").Concat(spec.Objects("containers")).Select(container => container.Text("image")).OfType<string>()];
    }
}
