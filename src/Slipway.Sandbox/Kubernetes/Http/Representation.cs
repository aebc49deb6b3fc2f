using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Tables;

namespace Slipway.Sandbox.Kubernetes.Http;

internal enum Form
{
    Object,
    Table,
    Metadata,
}

/// <summary>The form in which a client wants objects: themselves, a table for people, or their metadata alone.</summary>
internal sealed record Representation(Form Form, bool WholeObjectsInRows)
{
    public static Representation Wanted(HttpRequest request)
    {
        var form = Form.Object;
        foreach (var accept in request.Headers.Accept.ToString().Split(','))
        {
            if (accept.Contains("as=Table", StringComparison.Ordinal))
            {
                form = Form.Table;
                break;
            }

            if (accept.Contains("as=PartialObjectMetadata", StringComparison.Ordinal))
            {
                form = Form.Metadata;
                break;
            }

            if (accept.Trim() is "application/json" or "*/*")
            {
                break;
            }
        }

        return new Representation(form, request.Query["includeObject"] == "Object");
    }

    public JsonNode One(ResourceKind kind, JsonObject node, DateTimeOffset now, bool columns = true) => Form switch
    {
        Form.Table => Table.Of(kind, [node], node.Child("metadata").Text("resourceVersion"), now, WholeObjectsInRows, columns),
        Form.Metadata => MetadataOf(node),
        _ => node,
    };

    public JsonNode Many(ResourceKind kind, IEnumerable<JsonObject> nodes, JsonObject listMeta, DateTimeOffset now)
    {
        if (Form == Form.Table)
        {
            var table = Table.Of(kind, nodes, null, now, WholeObjectsInRows, columns: true);
            table["metadata"] = listMeta;
            return table;
        }

        return new JsonObject
        {
            ["kind"] = Form == Form.Metadata ? "PartialObjectMetadataList" : kind.Kind + "List",
            ["apiVersion"] = Form == Form.Metadata ? "meta.k8s.io/v1" : kind.GroupVersion,
            ["metadata"] = listMeta,
            ["items"] = new JsonArray([.. nodes.Select(node => Form == Form.Metadata ? MetadataOf(node) : (JsonNode)node)]),
        };
    }

    public static JsonObject MetadataOf(JsonObject node) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = node.Child("metadata")?.DeepClone(),
    };
}
