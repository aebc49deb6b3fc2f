using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Writing;

/// <summary>Puts trees together key by key.</summary>
internal static class TreeParts
{
    public static JsonObject With(this JsonObject tree, string key, JsonNode? value)
    {
        tree[key] = value;
        return tree;
    }

    public static JsonObject Unless(this JsonObject tree, bool skips, string key, JsonNode? value) => skips ? tree : tree.With(key, value);

    /// <summary>The carried keys that are named, in this order.</summary>
    public static JsonObject With(this JsonObject tree, JsonObject? other, params IEnumerable<string> keys)
    {
        foreach (var key in keys.Where(k => other?.ContainsKey(k) is true && !tree.ContainsKey(k)))
        {
            tree[key] = other![key]?.DeepClone();
        }

        return tree;
    }

    /// <summary>The carried keys that are not there yet.</summary>
    public static JsonObject WithRest(this JsonObject tree, JsonObject? other) => tree.With(other, (other ?? []).Select(o => o.Key));

    public static JsonArray AsJson(this ImmutableArray<string> texts) => [.. texts.Select(t => (JsonNode)JsonValue.Create(t))];

    public static JsonArray AsJson<T>(this ImmutableArray<T> items, Func<T, JsonNode> of) => [.. items.Select(of)];

    public static JsonObject AsJson(this OrderedDictionary<string, JsonNode?> values) => values.AsJson(v => v?.DeepClone());

    public static JsonObject AsJson<T>(this OrderedDictionary<string, T> items, Func<T, JsonNode?> of) =>
        new(items.Select(item => KeyValuePair.Create(item.Key, of(item.Value))));
}
