using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>The fields that belong to the server: whatever a client sends for them, the server's own value stays.</summary>
internal static class SystemFields
{
    private static readonly string[] Kept = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "generateName"];

    public static void Settle(WriteRequest request, JsonObject? live, JsonObject next, string now)
    {
        next["apiVersion"] = request.Kind.GroupVersion;
        next["kind"] = request.Kind.Kind;
        var meta = next.Meta();
        meta["name"] = request.Name;
        meta.Remove("selfLink");
        meta.Remove("resourceVersion");
        if (request.Kind.Namespaced)
        {
            meta["namespace"] = request.Namespace;
        }
        else
        {
            meta.Remove("namespace");
        }

        if (live is null)
        {
            meta["uid"] = Guid.NewGuid().ToString("D");
            meta["creationTimestamp"] = now;
            meta.Remove("deletionTimestamp");
            meta.Remove("deletionGracePeriodSeconds");
            meta.Remove("generation");
            return;
        }

        foreach (var name in Kept)
        {
            if (request.Internal && name.StartsWith("deletion", StringComparison.Ordinal))
            {
                continue;
            }

            if (live.Child("metadata")?[name] is { } value)
            {
                meta[name] = value.DeepClone();
            }
            else
            {
                meta.Remove(name);
            }
        }
    }

    /// <summary>Generation counts the changes of what was asked for: everything but metadata and status.</summary>
    public static void Count(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        if (!kind.HasGeneration)
        {
            return;
        }

        if (live is null)
        {
            next.Meta()["generation"] = 1;
        }
        else if (!JsonReading.Same(Asked(live), Asked(next)) || (next.Terminating() && !live.Terminating()))
        {
            next.Meta()["generation"] = live.Generation() + 1;
        }
    }

    private static JsonObject Asked(JsonObject node)
    {
        var asked = (JsonObject)node.DeepClone();
        asked.Remove("apiVersion");
        asked.Remove("metadata");
        asked.Remove("status");
        return asked;
    }
}
