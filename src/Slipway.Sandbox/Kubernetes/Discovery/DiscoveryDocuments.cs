using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Discovery;

/// <summary>The documents by which clients learn what is served: the old form, one per group version, and the aggregated one.</summary>
internal static class DiscoveryDocuments
{
    public static JsonObject Version() => new()
    {
        ["major"] = "1",
        ["minor"] = "32",
        ["gitVersion"] = "v1.32.0+slipway",
        ["gitCommit"] = "0000000000000000000000000000000000000000",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2025-01-01T00:00:00Z",
        ["goVersion"] = "go1.23",
        ["compiler"] = "gc",
        ["platform"] = "linux/amd64",
    };

    public static JsonObject CoreVersions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = address }),
    };

    public static JsonObject GroupList(IReadOnlyList<ResourceKind> kinds) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. Groups(kinds).Select(group => (JsonNode)Group(group))]),
    };

    public static JsonObject? OneGroup(IReadOnlyList<ResourceKind> kinds, string name)
    {
        if (Groups(kinds).FirstOrDefault(group => group.Key == name) is not { } found)
        {
            return null;
        }

        var group = Group(found);
        group["kind"] = "APIGroup";
        group["apiVersion"] = "v1";
        return group;
    }

    public static JsonObject? Resources(IReadOnlyList<ResourceKind> kinds, string group, string version)
    {
        var served = kinds.Where(kind => kind.Group == group && kind.Version == version).ToList();
        return served.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = served[0].GroupVersion,
            ["resources"] = new JsonArray([.. served.SelectMany(ResourceDocument.Plain)]),
        };
    }

    public static JsonObject Aggregated(IReadOnlyList<ResourceKind> kinds, bool core) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. kinds.Where(kind => core == (kind.Group.Length == 0)).GroupBy(kind => kind.Group).Select(group => (JsonNode)new JsonObject
        {
            ["metadata"] = core ? new JsonObject { ["creationTimestamp"] = null } : new JsonObject { ["name"] = group.Key, ["creationTimestamp"] = null },
            ["versions"] = new JsonArray([.. group.GroupBy(kind => kind.Version).Select(version => (JsonNode)new JsonObject
            {
                ["version"] = version.Key,
                ["freshness"] = "Current",
                ["resources"] = new JsonArray([.. version.Select(ResourceDocument.Aggregated)]),
            })]),
        })]),
    };

    private static IEnumerable<IGrouping<string, ResourceKind>> Groups(IReadOnlyList<ResourceKind> kinds) =>
        kinds.Where(kind => kind.Group.Length > 0).GroupBy(kind => kind.Group);

    private static JsonObject Group(IGrouping<string, ResourceKind> group)
    {
        JsonObject Version(string version) => new() { ["groupVersion"] = $"{group.Key}/{version}", ["version"] = version };

        var versions = group.Select(kind => kind.Version).Distinct().ToList();
        return new JsonObject
        {
            ["name"] = group.Key,
            ["versions"] = new JsonArray([.. versions.Select(version => (JsonNode)Version(version))]),
            ["preferredVersion"] = Version(versions[0]),
        };
    }
}
