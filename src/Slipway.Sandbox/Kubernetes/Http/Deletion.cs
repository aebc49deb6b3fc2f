using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Selection;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Watching;
using Slipway.Sandbox.Kubernetes.Writing;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>DELETE of one object, or of every one that the selectors match.</summary>
internal static class Deletion
{
    public static Outcome<Written> Run(ApiCall call, ObjectStore store, ObjectRemover remover, DeleteOptions options)
    {
        if (call.Path.Name is { } name)
        {
            return remover.Delete(call.Kind, call.Namespace, name, options);
        }

        if (!LabelSelector.Parse(call.Query("labelSelector")).Succeeded(out var labels, out var refusal)
            || !FieldSelector.Parse(call.Query("fieldSelector"), call.Kind).Succeeded(out var fields, out refusal))
        {
            return refusal;
        }

        var scope = new WatchScope(call.Kind, call.Path.Namespace, null, labels, fields);
        var gone = store.List(call.Kind, call.Path.Namespace).Where(scope.Matches).ToList();
        foreach (var item in gone)
        {
            remover.Delete(call.Kind, item.Key.Namespace, item.Key.Name, options);
        }

        var list = new JsonObject
        {
            ["kind"] = call.Kind.Kind + "List",
            ["apiVersion"] = call.Kind.GroupVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = store.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            ["items"] = new JsonArray([.. gone.Select(item => (JsonNode)item.Read())]),
        };
        return new Written(list, Changed: gone.Count > 0 && !options.DryRun);
    }

    public static JsonObject Done(ApiCall call, JsonObject node)
    {
        var details = new JsonObject { ["name"] = node.Name() };
        if (call.Kind.Group.Length > 0)
        {
            details["group"] = call.Kind.Group;
        }

        details["kind"] = call.Kind.Plural;
        details["uid"] = node.Uid();
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
