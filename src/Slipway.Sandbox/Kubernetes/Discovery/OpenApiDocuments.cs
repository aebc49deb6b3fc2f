using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Discovery;

/// <summary>
/// OpenAPI without schemas: enough for kubectl to see that the server itself validates fields and does dry runs, so that it leaves both to it.
/// </summary>
internal static class OpenApiDocuments
{
    private static readonly string[] PatchParameters = ["dryRun", "fieldManager", "fieldValidation", "force", "pretty"];

    public static JsonObject V3Index(IReadOnlyList<ResourceKind> kinds)
    {
        var paths = new JsonObject();
        foreach (var kind in kinds.DistinctBy(kind => kind.GroupVersion))
        {
            paths[Root(kind)] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{Root(kind)}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    public static JsonObject? V3(IReadOnlyList<ResourceKind> kinds, string root)
    {
        var served = kinds.Where(kind => Root(kind) == root).ToList();
        return served.Count == 0 ? null : new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = Paths(served),
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
        };
    }

    public static JsonObject V2(IReadOnlyList<ResourceKind> kinds) => new()
    {
        ["swagger"] = "2.0",
        ["info"] = Info(),
        ["paths"] = Paths(kinds),
        ["definitions"] = new JsonObject(),
    };

    private static string Root(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    private static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = "v1.32.0" };

    private static JsonObject Paths(IEnumerable<ResourceKind> kinds)
    {
        var paths = new JsonObject();
        foreach (var kind in kinds)
        {
            paths[$"/{Root(kind)}/{(kind.Namespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}/{{name}}"] = new JsonObject { ["patch"] = Operation(kind) };
        }

        return paths;
    }

    private static JsonObject Operation(ResourceKind kind) => new()
    {
        ["operationId"] = $"patch{kind.Kind}{kind.Group}{kind.Version}",
        ["parameters"] = new JsonArray([.. PatchParameters.Select(name => (JsonNode)new JsonObject
        {
            ["name"] = name,
            ["in"] = "query",
            ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
        })]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = "patch",
        ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind },
    };
}
