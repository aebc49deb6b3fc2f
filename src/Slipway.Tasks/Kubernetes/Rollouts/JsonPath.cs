using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>Reads what may or may not be there out of an object that a cluster sent: a wrong type is as good as absent.</summary>
internal static class JsonPath
{
    public static JsonNode? At(this JsonObject node, params ReadOnlySpan<string> path)
    {
        JsonNode? at = node;
        foreach (var key in path)
        {
            at = (at as JsonObject)?[key];
        }

        return at;
    }

    public static string? Text(this JsonObject node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? Whole(this JsonObject node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() is JsonValueKind.Number
            ? value.TryGetValue<long>(out var whole) ? whole : value.TryGetValue<int>(out var small) ? small : null
            : null;

    public static bool IsTrue(this JsonObject node, params ReadOnlySpan<string> path) => node.At(path)?.GetValueKind() is JsonValueKind.True;

    public static IEnumerable<JsonObject> Items(this JsonObject node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>The entry of <c>status.conditions</c> of that type, when its status is as asked.</summary>
    public static JsonObject? Condition(this JsonObject node, string type, string status) =>
        node.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type && c.Text("status") == status);
}
