using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Schemas;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>Which fields an object holds, and in which fields two objects differ.</summary>
internal static class FieldSets
{
    private static readonly HashSet<string> Unowned = new(StringComparer.Ordinal)
    {
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion",
        "deletionTimestamp", "deletionGracePeriodSeconds",
    };

    public static FieldSet Of(JsonObject node, FieldSchema schema)
    {
        var set = new FieldSet();
        Collect(Owned(node), schema, set);
        return set;
    }

    /// <summary>The fields that are new or different in <paramref name="after"/>, and those that are gone from it.</summary>
    public static (FieldSet Changed, FieldSet Removed) Compare(JsonObject before, JsonObject after, FieldSchema schema)
    {
        var changed = new FieldSet();
        var removed = new FieldSet();
        Compare(Owned(before), Owned(after), schema, changed, removed);
        return (changed, removed);
    }

    private static JsonObject Owned(JsonObject node)
    {
        var owned = new JsonObject();
        foreach (var (name, value) in node)
        {
            if (name is not ("apiVersion" or "kind" or "metadata"))
            {
                owned[name] = value?.DeepClone();
            }
        }

        var meta = new JsonObject();
        foreach (var (name, value) in node.Child("metadata") ?? [])
        {
            if (!Unowned.Contains(name))
            {
                meta[name] = value?.DeepClone();
            }
        }

        if (meta.Count > 0)
        {
            owned["metadata"] = meta;
        }

        return owned;
    }

    private static void Collect(JsonNode? node, FieldSchema schema, FieldSet into)
    {
        switch (node)
        {
            case JsonObject fields when fields.Count > 0 && !schema.AtomicMap:
                foreach (var (name, value) in fields)
                {
                    var child = into.Child("f:" + name);
                    child.Here |= schema.FreeMap;
                    Collect(value, schema.Field(name), child);
                }

                break;
            case JsonArray list when list.Count > 0 && ItemIdentity.Index(list, schema.List) is { } index:
                foreach (var (identity, item) in index)
                {
                    var child = into.Child(identity);
                    child.Here = true;
                    if (item is JsonObject)
                    {
                        Collect(item, schema.Item(), child);
                    }
                }

                break;
            default:
                into.Here = true;
                break;
        }
    }

    private static void Compare(JsonNode? before, JsonNode? after, FieldSchema schema, FieldSet changed, FieldSet removed)
    {
        if (JsonReading.Same(before, after))
        {
            return;
        }

        if (before is JsonObject old && after is JsonObject fresh && !schema.AtomicMap)
        {
            foreach (var name in old.Select(field => field.Key).Union(fresh.Select(field => field.Key)))
            {
                Pair(old.ContainsKey(name), old[name], fresh.ContainsKey(name), fresh[name], "f:" + name, schema.Field(name), schema.FreeMap, changed, removed);
            }
        }
        else if (before is JsonArray oldList && after is JsonArray freshList
            && ItemIdentity.Index(oldList, schema.List) is { } oldItems && ItemIdentity.Index(freshList, schema.List) is { } freshItems)
        {
            foreach (var identity in oldItems.Keys.Union(freshItems.Keys))
            {
                var had = oldItems.TryGetValue(identity, out var was);
                var has = freshItems.TryGetValue(identity, out var now);
                Pair(had, was, has, now, identity, schema.Item(), true, changed, removed);
            }
        }
        else
        {
            Collect(after, schema, changed);
            var gone = new FieldSet();
            Collect(before, schema, gone);
            Merge(gone.Without(changed), removed);
        }
    }

    private static void Pair(
        bool had, JsonNode? was, bool has, JsonNode? now, string element, FieldSchema schema, bool marked, FieldSet changed, FieldSet removed)
    {
        if (had && has)
        {
            var (childChanged, childRemoved) = (new FieldSet(), new FieldSet());
            Compare(was, now, schema, childChanged, childRemoved);
            Merge(childChanged, element, changed);
            Merge(childRemoved, element, removed);
            return;
        }

        var side = has ? changed : removed;
        var child = side.Child(element);
        child.Here |= marked;
        Collect(has ? now : was, schema, child);
    }

    private static void Merge(FieldSet from, string element, FieldSet into)
    {
        if (!from.Empty)
        {
            Merge(from, into.Child(element));
        }
    }

    private static void Merge(FieldSet from, FieldSet into)
    {
        into.Here |= from.Here;
        foreach (var (element, child) in from.Children)
        {
            Merge(child, into.Child(element));
        }
    }
}
