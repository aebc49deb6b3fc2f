using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Source;

/// <summary>How a value looks inside a text: texts raw, null as nothing, everything else as compact JSON.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    public static string Print(JsonNode? json) => json is null ? "" : TextOf(json) ?? json.ToJsonString(Compact);

    /// <summary>The text of a JSON string; null for anything else. A value may have been made of a date or an id and is a JSON string all the same.</summary>
    public static string? TextOf(JsonNode? json) => json switch
    {
        JsonValue value when value.GetValueKind() is JsonValueKind.String =>
            value.TryGetValue<string>(out var text) ? text : JsonSerializer.Deserialize<string>(value.ToJsonString(Compact)),
        _ => null,
    };
}
