using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Schemas;

namespace Slipway.Sandbox.Kubernetes.Patch;

/// <summary>
/// Strategic merge patch: like a merge patch, but keyed lists merge item by item, and <c>$patch</c>, <c>$retainKeys</c>,
/// <c>$setElementOrder/…</c> and <c>$deleteFromPrimitiveList/…</c> direct it. Source: k8s.io/apimachinery/pkg/util/strategicpatch.
/// </summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string SetOrder = "$setElementOrder/";
    private const string DeleteValues = "$deleteFromPrimitiveList/";

    public static JsonObject Apply(JsonObject target, JsonObject patch, FieldSchema schema)
    {
        if (patch.Text(Directive) == "replace")
        {
            return Plain(patch);
        }

        var result = patch.Text(Directive) == "delete" ? [] : (JsonObject)target.DeepClone();
        Retain(result, patch.Items(RetainKeys));
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(DeleteValues, StringComparison.Ordinal))
            {
                DeleteFrom(result.Items(name[DeleteValues.Length..]), value as JsonArray);
            }
            else if (!name.StartsWith('$'))
            {
                Set(result, name, value, schema.Field(name));
            }
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(SetOrder, StringComparison.Ordinal) && value is JsonArray order)
            {
                var field = name[SetOrder.Length..];
                Reorder(result.Items(field), order, StrategicKey(schema.Field(field).List));
            }
        }

        return result;
    }

    private static void Set(JsonObject result, string name, JsonNode? value, FieldSchema schema)
    {
        switch (value)
        {
            case null:
                result.Remove(name);
                break;
            case JsonObject changes:
                result[name] = Apply(result.Child(name) ?? [], changes, schema);
                break;
            case JsonArray list when schema.List is not ListShape.Atomic:
                result[name] = MergeList(result.Items(name) ?? [], list, schema);
                break;
            default:
                result[name] = value.DeepClone();
                break;
        }
    }

    private static JsonArray MergeList(JsonArray target, JsonArray patch, FieldSchema schema)
    {
        if (patch.OfType<JsonObject>().Any(item => item.Text(Directive) == "replace"))
        {
            return new JsonArray([.. patch.OfType<JsonObject>().Where(item => item.Text(Directive) is null).Select(item => (JsonNode)Plain(item))]);
        }

        var key = StrategicKey(schema.List);
        var merged = target.Select(item => item?.DeepClone()).ToList();
        foreach (var item in patch)
        {
            var at = merged.FindIndex(candidate => JsonReading.Same(Identity(candidate, key), Identity(item, key)));
            if (item is JsonObject fields && fields.Text(Directive) == "delete")
            {
                merged.RemoveAll(candidate => JsonReading.Same(Identity(candidate, key), Identity(item, key)));
            }
            else if (at < 0)
            {
                merged.Add(item is JsonObject fresh ? Plain(fresh) : item?.DeepClone());
            }
            else if (item is JsonObject changes && merged[at] is JsonObject was)
            {
                merged[at] = Apply(was, changes, schema.Item());
            }
        }

        return new JsonArray([.. merged]);
    }

    /// <summary>Strategic merge knows one key per list: the first of those that server-side apply uses.</summary>
    private static string? StrategicKey(ListShape shape) => shape is ListShape.Keyed keyed ? keyed.Keys[0].Name : null;

    private static JsonNode? Identity(JsonNode? item, string? key) => key is null ? item : (item as JsonObject)?[key];

    private static void Retain(JsonObject result, JsonArray? keys)
    {
        if (keys is null)
        {
            return;
        }

        var kept = keys.Select(key => key.AsText()).ToHashSet(StringComparer.Ordinal);
        foreach (var name in result.Select(field => field.Key).Where(name => !kept.Contains(name)).ToList())
        {
            result.Remove(name);
        }
    }

    private static void DeleteFrom(JsonArray? list, JsonArray? values)
    {
        for (var i = (list?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (values?.Any(value => JsonReading.Same(value, list![i])) == true)
            {
                list!.RemoveAt(i);
            }
        }
    }

    private static void Reorder(JsonArray? list, JsonArray order, string? key)
    {
        if (list is null)
        {
            return;
        }

        int Place(JsonNode? item)
        {
            for (var i = 0; i < order.Count; i++)
            {
                if (JsonReading.Same(Identity(order[i], key), Identity(item, key)))
                {
                    return i;
                }
            }

            return order.Count;
        }

        var sorted = list.OrderBy(Place).ToList();
        list.Clear();
        sorted.ForEach(list.Add);
    }

    /// <summary>A patch that meets nothing to patch becomes the value itself, its directives obeyed and gone.</summary>
    private static JsonObject Plain(JsonObject patch)
    {
        var plain = new JsonObject();
        foreach (var (name, value) in patch)
        {
            if (!name.StartsWith('$') && value is not null)
            {
                plain[name] = value is JsonObject fields ? Plain(fields) : value.DeepClone();
            }
        }

        return plain;
    }
}
