using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Pipelines.Source;

/// <summary>The types of scalars.</summary>
internal enum ScalarType
{
    Text,
    Number,
    Boolean,
    Null,
}

/// <summary>
/// YAML 1.2's core schema: what a plain scalar is. <c>YES</c>, <c>no</c> and <c>on</c> are texts here, unlike in YAML 1.1.
/// Infinity and not-a-number stay texts, for JSON has no such numbers.
/// </summary>
internal static partial class CoreSchema
{
    /// <summary>Longer digits than any number that is meant as one.</summary>
    public const int LongestNumber = 64;

    public static ScalarType TypeOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarType.Boolean,
        _ => IsNumber(plain) ? ScalarType.Number : ScalarType.Text,
    };

    public static bool IsTrue(string boolean) => boolean.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether JSON spells the number like that; if not, something of its spelling gets lost.</summary>
    public static bool IsJsonNumber(string plain) => JsonNumbers().IsMatch(plain);

    /// <summary>The number as JSON spells it: unchanged where JSON allows it, so <c>1.10</c> keeps its zero.</summary>
    public static string JsonNumber(string plain)
    {
        if (IsJsonNumber(plain))
        {
            return plain;
        }

        if (plain.StartsWith("0x", StringComparison.Ordinal))
        {
            return UInt128.Parse(plain.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }

        if (plain.StartsWith("0o", StringComparison.Ordinal))
        {
            return plain.Skip(2).Aggregate(UInt128.Zero, (sum, digit) => (sum * 8) + (UInt128)(digit - '0')).ToString(CultureInfo.InvariantCulture);
        }

        var sign = plain[0] is '-' ? "-" : "";
        var unsigned = plain.TrimStart('+', '-');
        var end = unsigned.IndexOfAny(['.', 'e', 'E']) is var at and >= 0 ? at : unsigned.Length;
        var whole = unsigned[..end].TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        var rest = unsigned[end..];
        if (rest is "." || rest.StartsWith(".e", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[1..];
        }

        return sign + whole + rest;
    }

    public static JsonNode? ToJson(SourceScalar scalar) => scalar.Type switch
    {
        ScalarType.Null => null,
        ScalarType.Boolean => JsonValue.Create(IsTrue(scalar.Text)),
        ScalarType.Number => Number(JsonNumber(scalar.Text)),
        _ => JsonValue.Create(scalar.Text),
    };

    /// <summary>Parsed and not created: such a value keeps its digits and converts to any type of number.</summary>
    private static JsonNode? Number(string json) => JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 1 });

    private static bool IsNumber(string plain) =>
        plain.Length <= LongestNumber && (char.IsAsciiDigit(plain[0]) || plain[0] is '+' or '-' or '.') && Numbers().IsMatch(plain);

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]{1,40}|0x[0-9a-fA-F]{1,32})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumbers();
}
