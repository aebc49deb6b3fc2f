using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>Takes a secret value apart: whoever sees a part of it may see it too, for example one field of an answer that echoes it.</summary>
internal static class SecretParts
{
    /// <summary>JSON inside a text inside JSON inside a text: deeper than anybody packs it.</summary>
    private const int TextsInTexts = 4;

    /// <summary>The value as it is printed and every text and number inside it, also inside texts that hold JSON.</summary>
    public static List<string> Of(JsonNode? secret)
    {
        var parts = new List<string>();
        if (secret is JsonObject or JsonArray)
        {
            parts.Add(JsonText.Print(secret));
        }

        Collect(secret, TextsInTexts, parts);
        return parts;
    }

    private static void Collect(JsonNode? json, int texts, List<string> parts)
    {
        switch (json)
        {
            case JsonObject o:
                foreach (var (_, child) in o)
                {
                    Collect(child, texts, parts);
                }

                break;
            case JsonArray a:
                foreach (var child in a)
                {
                    Collect(child, texts, parts);
                }

                break;
            case JsonValue v:
                parts.Add(JsonText.Print(v));
                if (texts > 0 && JsonInText.Open(v) is { } inside)
                {
                    Collect(inside, texts - 1, parts);
                }

                break;
        }
    }
}
