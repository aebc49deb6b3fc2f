using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Builds a pod's whole status from its phase and the states of its containers.</summary>
internal static class PodStatus
{
    public static JsonObject Of(JsonObject pod, string phase, string now, Func<JsonObject, JsonObject> state)
    {
        var old = pod.Child("status");
        var containers = pod.Child("spec").Objects("containers").Select(container => Container(container, (JsonObject)state(container).DeepClone())).ToList();
        var ready = phase == "Running" && containers.All(container => container.Flag("ready"));
        var notReady = phase is "Succeeded" ? "PodCompleted" : $"ContainersNotReady";
        var status = new JsonObject
        {
            ["phase"] = phase,
            ["conditions"] = new JsonArray(
                Condition(old, "PodReadyToStartContainers", true, null, now),
                Condition(old, "Initialized", true, null, now),
                Condition(old, "Ready", ready, notReady, now),
                Condition(old, "ContainersReady", ready, notReady, now),
                Condition(old, "PodScheduled", true, null, now)),
            ["hostIP"] = "127.0.0.1",
            ["startTime"] = old.Text("startTime") ?? now,
            ["containerStatuses"] = new JsonArray([.. containers.Select(container => (JsonNode)container)]),
            ["qosClass"] = "BestEffort",
        };
        if (phase != "Pending")
        {
            var number = BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(pod.Uid())));
            status["podIP"] = $"10.244.{number >> 8}.{number & 255}";
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = status["podIP"]!.DeepClone() });
        }

        return status;
    }

    private static JsonObject Container(JsonObject container, JsonObject state)
    {
        var image = container.Text("image") ?? "";
        state["name"] = container.Text("name");
        state["image"] = image;
        var pulled = state.Child("state").Child("waiting") is null || state.Number("restartCount") > 0;
        state["imageID"] = !pulled ? "" : image.Contains('@', StringComparison.Ordinal) ? image
            : $"{image.Split(':')[0]}@sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image)))}";
        return state;
    }

    private static JsonObject Condition(JsonObject? old, string type, bool value, string? reason, string now)
    {
        var text = value ? "True" : "False";
        var before = old.Objects("conditions").FirstOrDefault(condition => condition.Text("type") == type);
        var condition = new JsonObject
        {
            ["type"] = type,
            ["status"] = text,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = before.Text("status") == text ? before.Text("lastTransitionTime") ?? now : now,
        };
        if (!value && reason is not null)
        {
            condition["reason"] = reason;
        }

        return condition;
    }
}
