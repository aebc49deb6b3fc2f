using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Projects.Audit;

/// <summary>How much of a change is kept: what is cut off is counted.</summary>
internal static class AuditBounds
{
    /// <summary>Characters of JSON before and after, at most, but for the notes of what was cut.</summary>
    public const int Characters = 32_768;

    private const string Ellipsis = "…";
    private const int Punctuation = 4;
    private const int Deepest = 64;
    private const int LongestName = 256;

    /// <summary>The same object, or its beginning.</summary>
    public static JsonObject Cut(JsonObject whole)
    {
        var left = Characters;
        return Cut(whole, ref left, depth: 0);
    }

    private static JsonObject Cut(JsonObject whole, ref int left, int depth)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in whole)
        {
            if (left <= 0)
            {
                kept[Ellipsis] = $"{whole.Count - kept.Count} more";
                break;
            }

            var shown = name.Length > LongestName ? name[..LongestName] + Ellipsis : name;
            left -= shown.Length + Punctuation;
            kept[shown] = Cut(value, ref left, depth + 1);
        }

        return kept;
    }

    private static JsonNode? Cut(JsonNode? value, ref int left, int depth)
    {
        switch (value)
        {
            case JsonObject or JsonArray when depth > Deepest:
                left -= Punctuation;
                return JsonValue.Create(Ellipsis);
            case JsonObject members:
                return Cut(members, ref left, depth);
            case JsonArray items:
                var kept = new JsonArray();
                foreach (var item in items)
                {
                    if (left <= 0)
                    {
                        kept.Add(JsonValue.Create($"{Ellipsis} {items.Count - kept.Count} more"));
                        break;
                    }

                    left -= 1;
                    kept.Add(Cut(item, ref left, depth + 1));
                }

                return kept;
            case JsonValue text when text.GetValueKind() is JsonValueKind.String && text.GetValue<string>() is var all && all.Length > left:
                var room = Math.Max(left, 0);
                left = 0;
                return JsonValue.Create($"{all[..room]}{Ellipsis} ({all.Length - room} characters more)");
            default:
                left -= value?.ToJsonString().Length ?? Punctuation;
                return value?.DeepClone();
        }
    }
}
