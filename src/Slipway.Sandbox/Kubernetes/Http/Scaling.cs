using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Selection;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>The <c>scale</c> subresource: an <c>autoscaling/v1 Scale</c> as a view of a workload.</summary>
internal static class Scaling
{
    public static JsonObject Show(JsonObject node)
    {
        var meta = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            meta[name] = node.Child("metadata")?[name]?.DeepClone();
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = meta,
            ["spec"] = new JsonObject { ["replicas"] = node.Child("spec").Number("replicas") ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = node.Child("status").Number("replicas") ?? 0,
                ["selector"] = LabelSelector.From(node.At("spec", "selector")).ToString(),
            },
        };
    }

    public static Outcome<JsonObject> Set(JsonObject live, JsonObject scale)
    {
        if (scale.Child("spec").Number("replicas") is not { } replicas)
        {
            return ApiFailure.BadRequest("a Scale needs spec.replicas, a whole number");
        }

        if (scale.Child("metadata").Text("resourceVersion") is { Length: > 0 } version)
        {
            live.Meta()["resourceVersion"] = version;
        }

        live.Ensure("spec")["replicas"] = replicas;
        return live;
    }
}
