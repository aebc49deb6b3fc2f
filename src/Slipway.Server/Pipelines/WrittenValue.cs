using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Server.Pipelines;

/// <summary>Values of inputs as people write them: a text without its quotes.</summary>
internal static class WrittenValue
{
    public static string Of(JsonNode? value) => value switch
    {
        null => "",
        _ when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    /// <summary>The value that a text means in place of another: a number stays a number, as far as the text is one.</summary>
    public static JsonNode? Read(string? text, JsonNode? other)
    {
        if (text == Of(other))
        {
            return other?.DeepClone();
        }

        if (other is null || other.GetValueKind() is JsonValueKind.String || string.IsNullOrWhiteSpace(text))
        {
            return JsonValue.Create(text ?? "");
        }

        try
        {
            return JsonNode.Parse(text) is { } value && value.GetValueKind() is not JsonValueKind.String ? value : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
