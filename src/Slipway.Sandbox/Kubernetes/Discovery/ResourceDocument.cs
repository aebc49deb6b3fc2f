using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Discovery;

/// <summary>How one kind and its subresources appear in discovery.</summary>
internal static class ResourceDocument
{
    private static readonly string[] Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly string[] SubresourceVerbs = ["get", "patch", "update"];

    public static IEnumerable<JsonNode> Plain(ResourceKind kind)
    {
        var resource = new JsonObject
        {
            ["name"] = kind.Plural,
            ["singularName"] = kind.Singular,
            ["namespaced"] = kind.Namespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = Strings(Verbs),
            ["storageVersionHash"] = "",
        };
        if (kind.ShortNames.Count > 0)
        {
            resource["shortNames"] = Strings(kind.ShortNames);
        }

        if (kind.Categories.Count > 0)
        {
            resource["categories"] = Strings(kind.Categories);
        }

        yield return resource;
        foreach (var (name, as_) in Subresources(kind))
        {
            var sub = new JsonObject
            {
                ["name"] = $"{kind.Plural}/{name}",
                ["singularName"] = "",
                ["namespaced"] = kind.Namespaced,
                ["kind"] = as_.Kind,
                ["verbs"] = Strings(SubresourceVerbs),
            };
            if (name == "scale")
            {
                sub["group"] = as_.Group;
                sub["version"] = as_.Version;
            }

            yield return sub;
        }
    }

    public static JsonNode Aggregated(ResourceKind kind)
    {
        var resource = new JsonObject
        {
            ["resource"] = kind.Plural,
            ["responseKind"] = Kind(kind.Group, kind.Version, kind.Kind),
            ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = kind.Singular,
            ["verbs"] = Strings(Verbs),
            ["shortNames"] = Strings(kind.ShortNames),
            ["categories"] = Strings(kind.Categories),
            ["subresources"] = new JsonArray([.. Subresources(kind).Select(sub => (JsonNode)new JsonObject
            {
                ["subresource"] = sub.Name,
                ["responseKind"] = Kind(sub.As.Group, sub.As.Version, sub.As.Kind),
                ["verbs"] = Strings(SubresourceVerbs),
            })]),
        };
        return resource;
    }

    private static IEnumerable<(string Name, (string Group, string Version, string Kind) As)> Subresources(ResourceKind kind)
    {
        if (kind.HasStatus)
        {
            yield return ("status", (kind.Group, kind.Version, kind.Kind));
        }

        if (kind.HasScale)
        {
            yield return ("scale", ("autoscaling", "v1", "Scale"));
        }
    }

    private static JsonObject Kind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
