using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>JSON that a text holds, as <c>responseBody</c> of a REST task does.</summary>
internal static class JsonInText
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = ExpressionLimits.Depth, AllowDuplicateProperties = false };

    /// <summary>The object or list inside a text; null for a text that holds none, and for what is no text.</summary>
    public static JsonNode? Open(JsonNode? value)
    {
        if (JsonText.TextOf(value) is not { Length: <= ExpressionLimits.JsonInText } text || text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
