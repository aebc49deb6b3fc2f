using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Http;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Tables;

/// <summary>The <c>meta.k8s.io/v1 Table</c> form of objects.</summary>
internal static class Table
{
    public static JsonObject Of(ResourceKind kind, IEnumerable<JsonObject> nodes, string? resourceVersion, DateTimeOffset now, bool wholeObjects, bool columns)
    {
        var shape = TableColumns.Of(kind);
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = resourceVersion is null ? new JsonObject() : new JsonObject { ["resourceVersion"] = resourceVersion },
            ["columnDefinitions"] = columns ? new JsonArray([.. shape.Select(column => (JsonNode)column.Definition())]) : new JsonArray(),
            ["rows"] = new JsonArray([.. nodes.Select(node => (JsonNode)new JsonObject
            {
                ["cells"] = new JsonArray([.. shape.Select(column => column.Read(node, now))]),
                ["object"] = wholeObjects ? node : Representation.MetadataOf(node),
            })]),
        };
    }
}
