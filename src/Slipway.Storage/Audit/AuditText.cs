using System.Globalization;
using System.Text;

namespace Slipway.Storage.Audit;

/// <summary>Text from anywhere, as a line of a log can show it: nothing in it makes it look like another line, and it has an end.</summary>
internal static class AuditText
{
    public const int Name = 256;
    public const int Message = 1_000;

    public static string Shown(string text, int longest)
    {
        var shown = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
            {
                return shown.Append('…').ToString();
            }

            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }
}
