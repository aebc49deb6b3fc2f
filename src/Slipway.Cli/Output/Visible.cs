using System.Globalization;
using System.Text;

namespace Slipway.Cli.Output;

/// <summary>
/// Text of documents and names of files, fit for a terminal: a control character could paint over other lines or start a new one, and one that
/// turns the direction of writing shows what is not there.
/// </summary>
internal static class Visible
{
    public static string Text(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsHarmless(c))
            {
                visible.Append(c);
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
        }

        return visible.ToString();
    }

    private static bool IsHarmless(char c) =>
        !char.IsControl(c) && c is not ('\u2028' or '\u2029' or (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
