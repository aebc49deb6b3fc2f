using System.Globalization;
using System.Text;

namespace Slipway.Registries.Images;

/// <summary>Foreign text made fit to be quoted in a message: short, on one line, nothing unprintable.</summary>
internal static class Excerpt
{
    private const int MaxLength = 80;

    public static string Of(string text)
    {
        var quoted = new StringBuilder(Math.Min(text.Length, MaxLength) + 4).Append('\'');
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            _ = char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format
                ? quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
                : quoted.Append(c);
        }

        return quoted.Append(text.Length > MaxLength ? "…'" : "'").ToString();
    }
}
