using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Tasks.Kubernetes.Manifests;

/// <summary>
/// Types a scalar by the YAML 1.2 core schema: <c>"1.0"</c> is text, <c>80</c> a number, <c>on</c> text.
/// One deviation: a plain <c>0644</c> is octal, as kubectl reads it; 1.2 would make file mode 0400 into 0620 without a word.
/// </summary>
internal static partial class YamlScalar
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    public static JsonValue? Read(Scalar scalar)
    {
        if (!scalar.Tag.IsEmpty && scalar.Tag.Value is not "!")
        {
            return Tagged(scalar);
        }

        return scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty ? Plain(scalar) : JsonValue.Create(scalar.Value);
    }

    private static JsonValue? Tagged(Scalar scalar) => scalar.Tag.Value switch
    {
        TagPrefix + "str" or TagPrefix + "binary" => JsonValue.Create(scalar.Value),
        TagPrefix + "int" or TagPrefix + "float" or TagPrefix + "bool" or TagPrefix + "null" => Plain(scalar),
        _ => throw new YamlFault(scalar.Start.Line, scalar.Start.Column, $"the tag {scalar.Tag.Value} has no meaning in a Kubernetes manifest."),
    };

    private static JsonValue? Plain(Scalar scalar) => scalar.Value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        var text => Number(text, scalar) ?? JsonValue.Create(text),
    };

    private static JsonValue? Number(string text, Scalar scalar)
    {
        if (Octal().Match(text) is { Success: true } octal && octal.Groups[1].Length <= 20)
        {
            return JsonValue.Create(Convert.ToInt64(octal.Groups[1].Value, 8));
        }

        if (Hexadecimal().Match(text) is { Success: true } hex && hex.Groups[1].Length <= 15)
        {
            return JsonValue.Create(Convert.ToInt64(hex.Groups[1].Value, 16));
        }

        if (Integer().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return JsonValue.Create(integer);
        }

        if (Float().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
        {
            return double.IsFinite(real)
                ? JsonValue.Create(real)
                : throw new YamlFault(scalar.Start.Line, scalar.Start.Column, $"the number {text} is too large.");
        }

        return NotFinite().IsMatch(text)
            ? throw new YamlFault(scalar.Start.Line, scalar.Start.Column, $"{text} cannot be sent to Kubernetes: its JSON has finite numbers only.")
            : null;
    }

    [GeneratedRegex("^0o?([0-7]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Octal();

    [GeneratedRegex("^0x([0-9a-fA-F]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Float();

    [GeneratedRegex(@"^([-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN)$", RegexOptions.NonBacktracking)]
    private static partial Regex NotFinite();
}
