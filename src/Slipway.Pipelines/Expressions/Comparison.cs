using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Compares two values.
/// <list type="bullet">
/// <item>A number and a text that is a number: as numbers. Inputs are texts, so <c>${input.replicas} == 3</c> must hold for "3".</item>
/// <item>Two texts are the same only when every character is: "1.10" is not "1.1". For <c>&lt; &gt;</c> they are numbers when both can be, else they go by the order of characters.</item>
/// <item>A boolean and a text: by the word, in any case.</item>
/// <item>null equals null and the text "null", nothing else.</item>
/// <item>Objects and lists: equal when their JSON is; they have no order.</item>
/// </list>
/// </summary>
internal static class Comparison
{
    /// <summary>Whether the comparison holds, or a sentence about why it has no answer.</summary>
    public static (bool Holds, string? Error) Of(JsonNode? left, Comparator comparator, JsonNode? right) => comparator switch
    {
        Comparator.Equal => (AreEqual(left, right), null),
        Comparator.NotEqual => (!AreEqual(left, right), null),
        _ => Order(left, right) is { } order ? (Holds(order, comparator), null) : (false, NoOrder(left, right)),
    };

    private static bool AreEqual(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null || JsonText.TextOf(left ?? right) is "null";
        }

        if (KindOf(left) is JsonValueKind.Number || KindOf(right) is JsonValueKind.Number)
        {
            return Numbers(left, right) is 0;
        }

        if (KindOf(left) is JsonValueKind.String && KindOf(right) is JsonValueKind.String)
        {
            return JsonText.TextOf(left) == JsonText.TextOf(right);
        }

        return IsBoolean(left) || IsBoolean(right)
            ? JsonText.Print(left).Equals(JsonText.Print(right), StringComparison.OrdinalIgnoreCase)
            : KindOf(left) == KindOf(right) && JsonSameness.Are(left, right);
    }

    /// <summary>Negative, zero or positive; null where the two have no order.</summary>
    private static int? Order(JsonNode? left, JsonNode? right)
    {
        if (Numbers(left, right) is { } order)
        {
            return order;
        }

        return JsonText.TextOf(left) is { } l && JsonText.TextOf(right) is { } r ? string.CompareOrdinal(l, r) : null;
    }

    private static int? Numbers(JsonNode? left, JsonNode? right)
    {
        if (NumberText(left) is not { } l || NumberText(right) is not { } r)
        {
            return null;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(l, Style, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(r, Style, CultureInfo.InvariantCulture, out var b))
        {
            return a.CompareTo(b);
        }

        return double.TryParse(l, Style, CultureInfo.InvariantCulture, out var x) && double.TryParse(r, Style, CultureInfo.InvariantCulture, out var y)
            ? x.CompareTo(y)
            : null;
    }

    private static string? NumberText(JsonNode? json) => json switch
    {
        JsonValue when KindOf(json) is JsonValueKind.Number => json.ToJsonString(),
        JsonValue when JsonText.TextOf(json) is { Length: > 0 and <= 64 } text && (char.IsAsciiDigit(text[^1]) || text[^1] is '.') => text,
        _ => null,
    };

    private static bool Holds(int order, Comparator comparator) => comparator switch
    {
        Comparator.Greater => order > 0,
        Comparator.GreaterOrEqual => order >= 0,
        Comparator.Less => order < 0,
        _ => order <= 0,
    };

    private static string NoOrder(JsonNode? left, JsonNode? right) =>
        $"{What(left)} and {What(right)} have no order, so they cannot be compared with <, <=, > or >=.";

    // The value itself stays unsaid: it may be a secret.
    private static string What(JsonNode? json) => json is null ? "null" : KindOf(json) switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.String => NumberText(json) is null ? "a text that is no number" : "a text",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => "a boolean",
    };

    private static bool IsBoolean(JsonNode json) => KindOf(json) is JsonValueKind.True or JsonValueKind.False;

    private static JsonValueKind KindOf(JsonNode json) => json.GetValueKind();
}
