using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Objects;

/// <summary>Reads JSON that may hold anything anywhere: a member of the wrong type reads as absent.</summary>
internal static class JsonReading
{
    public static JsonObject? Child(this JsonObject? node, string name) =>
        node is not null && node.TryGetPropertyValue(name, out var value) ? value as JsonObject : null;

    public static JsonObject? At(this JsonObject? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node.Child(name);
        }

        return node;
    }

    public static JsonArray? Items(this JsonObject? node, string name) =>
        node is not null && node.TryGetPropertyValue(name, out var value) ? value as JsonArray : null;

    public static IEnumerable<JsonObject> Objects(this JsonObject? node, string name) =>
        node.Items(name)?.OfType<JsonObject>() ?? [];

    public static string? Text(this JsonObject? node, string name) =>
        node is not null && node.TryGetPropertyValue(name, out var value) ? value.AsText() : null;

    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static int? Number(this JsonObject? node, string name) =>
        node is not null && node.TryGetPropertyValue(name, out var value) ? value.AsNumber() : null;

    public static int? AsNumber(this JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue<int>(out var small) ? small
            : value.TryGetValue<long>(out var whole) && whole is >= int.MinValue and <= int.MaxValue ? (int)whole
            : null;
    }

    public static bool Flag(this JsonObject? node, string name) =>
        node is not null && node.TryGetPropertyValue(name, out var value) && value is JsonValue && value.GetValueKind() == JsonValueKind.True;

    public static JsonObject Ensure(this JsonObject node, string name)
    {
        if (node.Child(name) is { } child)
        {
            return child;
        }

        var made = new JsonObject();
        node[name] = made;
        return made;
    }

    public static IReadOnlyDictionary<string, string> Texts(this JsonObject? node, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Child(name) ?? [])
        {
            if (value.AsText() is { } text)
            {
                texts[key] = text;
            }
        }

        return texts;
    }

    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(this JsonObject? node, string name) =>
        DateTimeOffset.TryParse(node.Text(name), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
