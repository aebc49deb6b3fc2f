using System.Text.RegularExpressions;
using Slipway.Pipelines.Source;
using YamlDotNet.Core;

namespace Slipway.Pipelines.Writing;

/// <summary>
/// How a text is written so that every YAML reader, of version 1.1 or 1.2, reads the same text: plain where nothing can be
/// misread, a literal block for several lines, else in quotes.
/// </summary>
internal static partial class ScalarStyles
{
    /// <summary>The longest key that every reader takes without a question mark before it.</summary>
    private const int LongestSimpleKey = 1024;

    public static ScalarStyle Of(string text)
    {
        if (text.Length is 0)
        {
            return ScalarStyle.SingleQuoted;
        }

        if (!Printable().IsMatch(text))
        {
            return ScalarStyle.DoubleQuoted;
        }

        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return IsBlock(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
        }

        return IsPlain(text) ? ScalarStyle.Plain : ScalarStyle.SingleQuoted;
    }

    public static ScalarStyle OfKey(string key) => Of(key) switch
    {
        ScalarStyle.Literal => ScalarStyle.DoubleQuoted,
        ScalarStyle.Plain when key.Length > LongestSimpleKey || !PlainKey().IsMatch(key) => ScalarStyle.SingleQuoted,
        var style => style,
    };

    /// <summary>A block keeps lines as they are, but not spaces at its start or blank lines whose number its header would have to tell.</summary>
    private static bool IsBlock(string text) =>
        text[0] is not (' ' or '\n' or '\t') && !text.Contains(" \n", StringComparison.Ordinal) && !text.Contains('\t', StringComparison.Ordinal)
        && text[^1] is not ' ' && !text.EndsWith("\n\n", StringComparison.Ordinal);

    private static bool IsPlain(string text) =>
        PlainText().IsMatch(text) && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && text[^1] is not (' ' or ':') && !text.StartsWith("---", StringComparison.Ordinal) && !text.StartsWith("...", StringComparison.Ordinal)
        && CoreSchema.TypeOf(text) is ScalarType.Text && !Yaml11().IsMatch(text);

    /// <summary>Nothing that needs an escape: no control characters, no exotic line ends, no surrogates on their own.</summary>
    [GeneratedRegex(@"^(?:[\n\t\x20-\x7E\xA0-\u167F\u1681-\u1FFF\u2010-\u2027\u2030-\u205E\u2070-\u2FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]|[\uD800-\uDBFF][\uDC00-\uDFFF])*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Printable();

    /// <summary>Starts with nothing that means something to YAML. '-', ':' and '?' may start a text when no space follows.</summary>
    [GeneratedRegex(@"^(?:[^\s\-?:,\[\]{}#&*!|>'""%@`=<~]|[\-?:](?=[^\s,\[\]{}])|[=<~](?=.))[^\t]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();

    /// <summary>Some readers trip over keys such as <c>a *:</c> that are right by the letter, so keys with signs are quoted.</summary>
    [GeneratedRegex(@"^[\w.$/][\w .$/()@+-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainKey();

    /// <summary>Texts that YAML 1.1 takes for a boolean, a number, a date or a merge key.</summary>
    [GeneratedRegex(@"^(?:y|n|yes|no|on|off|true|false|null|[-+]?[0-9][0-9_]*(?:[:.][0-9_.:]*)?(?:[eE][-+]?[0-9]*)?|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?\.(?:inf|nan)|[-+]?\.[0-9_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|<<|=)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Yaml11();
}
