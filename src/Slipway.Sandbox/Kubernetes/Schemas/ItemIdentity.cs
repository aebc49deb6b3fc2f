using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Schemas;

/// <summary>The path element that names one item of a list: <c>k:{"name":"web"}</c> for keyed lists, <c>v:"x"</c> for sets.</summary>
internal static class ItemIdentity
{
    public static string? Of(JsonNode? item, ListShape shape) => shape switch
    {
        ListShape.Keyed keyed when item is JsonObject node => "k:" + Keys(node, keyed).ToJsonString(WireJson.Options),
        ListShape.Set => "v:" + (item?.ToJsonString(WireJson.Options) ?? "null"),
        _ => null,
    };

    /// <summary>The items by identity in their order, or null when the list cannot be told apart (items without key, or two alike).</summary>
    public static IReadOnlyDictionary<string, JsonNode?>? Index(JsonArray list, ListShape shape)
    {
        if (shape is ListShape.Atomic)
        {
            return null;
        }

        var index = new OrderedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (Of(item, shape) is not { } identity || !index.TryAdd(identity, item))
            {
                return null;
            }
        }

        return index;
    }

    private static JsonObject Keys(JsonObject item, ListShape.Keyed shape)
    {
        var keys = new JsonObject();
        foreach (var key in shape.Keys.OrderBy(key => key.Name, StringComparer.Ordinal))
        {
            if (item.TryGetPropertyValue(key.Name, out var value) && value is JsonValue)
            {
                keys[key.Name] = value.DeepClone();
            }
            else if (key.Default is not null)
            {
                keys[key.Name] = key.Default;
            }
        }

        return keys;
    }
}
