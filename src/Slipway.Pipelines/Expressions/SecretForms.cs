using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;

namespace Slipway.Pipelines.Expressions;

/// <summary>How one secret text can look where it is shown.</summary>
internal static class SecretForms
{
    /// <summary>Characters that no JSON writer escapes; <c>/</c> is not among them, some do.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(" !#$%()*,-.0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "true", "false", "null");

    private static readonly JavaScriptEncoder Ours = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>
    /// Whether a text is marked at all. One character, <c>true</c>, <c>false</c> and <c>null</c> are not: there is no secret in them to keep,
    /// and masking every <c>1</c> or <c>true</c> would wreck what is shown and even tell which it is.
    /// </summary>
    public static bool IsHidden(string text) => text.Length > 1 && !Words.Contains(text);

    /// <summary>
    /// The text itself and, where JSON escapes something in it, the text as it stands inside JSON (as Slipway prints it, as most
    /// writers do, and with everything beyond ASCII escaped) and inside JSON that is a text inside JSON.
    /// </summary>
    public static IReadOnlyList<string> Of(string secret)
    {
        if (secret.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return [secret];
        }

        var ascii = Ascii(secret);
        string[] once = [Ours.Encode(secret), JavaScriptEncoder.Default.Encode(secret), ascii, ascii.Replace("/", "\\/", StringComparison.Ordinal)];
        return [.. once.Prepend(secret).Concat(once.Select(Ours.Encode)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>As Python, Java and PHP write it: short escapes where there are, lower-case hexadecimal digits.</summary>
    private static string Ascii(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or > '~' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
