using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Schemas;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>Lays an applied configuration over the live object, and takes away what its manager no longer applies.</summary>
internal static class ApplyMerge
{
    public static JsonNode? Lay(JsonNode? live, JsonNode? applied, FieldSchema schema)
    {
        switch (live, applied)
        {
            case (JsonObject below, JsonObject above) when !schema.AtomicMap:
                var merged = (JsonObject)below.DeepClone();
                foreach (var (name, value) in above)
                {
                    merged[name] = below.TryGetPropertyValue(name, out var was) ? Lay(was, value, schema.Field(name)) : value?.DeepClone();
                }

                return merged;
            case (JsonArray below, JsonArray above):
                return LayList(below, above, schema);
            default:
                return applied?.DeepClone();
        }
    }

    /// <summary>Removes the fields in <paramref name="unwanted"/>; a list item goes only when nobody in <paramref name="kept"/> owns a part of it.</summary>
    public static void Prune(JsonNode? node, FieldSet unwanted, FieldSet? kept, FieldSchema schema)
    {
        foreach (var (element, child) in unwanted.Children)
        {
            if (node is JsonObject fields && element.StartsWith("f:", StringComparison.Ordinal))
            {
                PruneField(fields, element, child, kept?.Find(element), schema);
            }
            else if (node is JsonArray list)
            {
                PruneItem(list, element, child, kept?.Find(element), schema);
            }
        }
    }

    private static void PruneField(JsonObject fields, string element, FieldSet unwanted, FieldSet? kept, FieldSchema schema)
    {
        var name = element[2..];
        if (!fields.TryGetPropertyValue(name, out var value))
        {
            return;
        }

        if (unwanted.Here && kept is null)
        {
            fields.Remove(name);
            return;
        }

        Prune(value, unwanted, kept, schema.Field(name));
        if (kept is null && value is JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            fields.Remove(name);
        }
    }

    private static void PruneItem(JsonArray list, string element, FieldSet unwanted, FieldSet? kept, FieldSchema schema)
    {
        var item = list.FirstOrDefault(candidate => ItemIdentity.Of(candidate, schema.List) == element);
        if (item is null)
        {
            return;
        }

        if (unwanted.Here && kept is null)
        {
            list.Remove(item);
        }
        else
        {
            Prune(item, unwanted, kept, schema.Item());
        }
    }

    private static JsonNode LayList(JsonArray live, JsonArray applied, FieldSchema schema)
    {
        if (ItemIdentity.Index(live, schema.List) is not { } below || ItemIdentity.Index(applied, schema.List) is not { } above)
        {
            return applied.DeepClone();
        }

        var order = below.Keys.All(above.ContainsKey) ? above.Keys : below.Keys.Union(above.Keys);
        var merged = new JsonArray();
        foreach (var identity in order)
        {
            merged.Add((below.TryGetValue(identity, out var was), above.TryGetValue(identity, out var now)) switch
            {
                (true, true) => Lay(was, now, schema.Item()),
                (true, false) => was?.DeepClone(),
                _ => now?.DeepClone(),
            });
        }

        return merged;
    }
}
