using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>One entry of <c>metadata.managedFields</c>: who owns which fields, and by which way of writing.</summary>
internal sealed record ManagedEntry(string Manager, string Operation, string ApiVersion, string Subresource, string Time, FieldSet Fields)
{
    public const string Apply = "Apply";
    public const string Update = "Update";

    public static IReadOnlyList<ManagedEntry> Read(JsonObject? node) =>
    [
        .. node.Child("metadata").Objects("managedFields").Where(entry => entry.Text("manager") is not null).Select(entry => new ManagedEntry(
            entry.Text("manager")!,
            entry.Text("operation") ?? Update,
            entry.Text("apiVersion") ?? "",
            entry.Text("subresource") ?? "",
            entry.Text("time") ?? "",
            FieldSet.Parse(entry.Child("fieldsV1")))),
    ];

    public static void Write(JsonObject node, IEnumerable<ManagedEntry> entries)
    {
        var list = new JsonArray([.. entries.Where(entry => !entry.Fields.Empty).Select(entry => (JsonNode)entry.ToJson())]);
        if (list.Count == 0)
        {
            node.Meta().Remove("managedFields");
        }
        else
        {
            node.Meta()["managedFields"] = list;
        }
    }

    public bool Owns(string manager, string operation, string subresource) =>
        Manager == manager && Operation == operation && Subresource == subresource;

    private JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = Fields.ToJson(),
        };
        if (Subresource.Length > 0)
        {
            json["subresource"] = Subresource;
        }

        return json;
    }
}
