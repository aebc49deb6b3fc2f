using System.Text;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Texts in quotes inside a condition. A backslash takes a backslash or the quote itself literally; before anything else it is a
/// backslash, as in a Windows path.
/// </summary>
internal static class QuotedText
{
    /// <summary>What stands between the quotes, its escapes undone.</summary>
    public static string Unquote(string quoted)
    {
        var inner = quoted.AsSpan(1, quoted.Length - 2);
        if (!inner.Contains('\\'))
        {
            return inner.ToString();
        }

        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] is '\\' && i + 1 < inner.Length && (inner[i + 1] is '\\' || inner[i + 1] == quoted[0]))
            {
                i++;
            }

            text.Append(inner[i]);
        }

        return text.ToString();
    }

    /// <summary>The text in double quotes. A backslash is doubled only where it would be taken for an escape, so <c>\${</c> stays as it is.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] is '\\' && (i + 1 == text.Length || text[i + 1] is '\\' or '"');
            if (isEscape || text[i] is '"')
            {
                quoted.Append('\\');
            }

            quoted.Append(text[i]);
        }

        return quoted.Append('"').ToString();
    }
}
