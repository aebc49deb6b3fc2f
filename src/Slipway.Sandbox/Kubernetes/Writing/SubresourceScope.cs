using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>A write to the object cannot touch its status, and a write to its status can touch nothing else.</summary>
internal static class SubresourceScope
{
    /// <summary>The part of an applied configuration that the addressed resource will look at.</summary>
    public static JsonObject Of(WriteRequest request, JsonObject config)
    {
        var scoped = (JsonObject)config.DeepClone();
        if (request.Subresource == "status")
        {
            foreach (var name in scoped.Select(field => field.Key).Where(name => name is not ("apiVersion" or "kind" or "metadata" or "status")).ToList())
            {
                scoped.Remove(name);
            }
        }
        else if (request.Kind.HasStatus)
        {
            scoped.Remove("status");
        }

        return scoped;
    }

    public static void Restrict(WriteRequest request, JsonObject? live, JsonObject next)
    {
        if (request.Internal)
        {
            return;
        }

        if (request.Subresource == "status" && live is not null)
        {
            var status = next["status"]?.DeepClone();
            var managed = next.Child("metadata")?["managedFields"]?.DeepClone();
            next.Clear();
            foreach (var (name, value) in live)
            {
                next[name] = value?.DeepClone();
            }

            Place(next, "status", status);
            Place(next.Meta(), "managedFields", managed);
        }
        else if (request.Kind.HasStatus)
        {
            Place(next, "status", live?["status"]?.DeepClone());
        }
    }

    private static void Place(JsonObject node, string name, JsonNode? value)
    {
        if (value is null)
        {
            node.Remove(name);
        }
        else
        {
            node[name] = value;
        }
    }
}
