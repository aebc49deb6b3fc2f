using System.Globalization;
using System.Text;

namespace Slipway.Server.Api;

/// <summary>What names of things may look like.</summary>
internal static class Names
{
    private const int MaxLength = 200;

    /// <summary>
    /// What is wrong with a name, or null. Names stand in URLs, so a slash or a control character would make the thing unreachable; and people
    /// read them, so two that look the same must be the same.
    /// </summary>
    public static string? Check(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "name: must not be blank."
        : name.Length > MaxLength ? $"name: has {name.Length} characters; at most {MaxLength} are allowed."
        : name != name.Trim() ? "name: must not begin or end with white space."
        : name.Any(c => char.IsControl(c) || c is '/' or '\\') || name is "." or ".." ? "name: must not hold '/', '\\' or control characters."
        : Unseen(name) is { } unseen ? $"name: holds the character U+{unseen.Value:X4}, which cannot be seen; write the name without it."
        : name.Any(IsAccent) ? "name: holds an accent that stands apart from its letter, so that two names could look the same; write both as one character (Unicode's form NFC)."
        : null;

    // Combining diacritical marks. Latin, Greek and Cyrillic letters that bear one are there as one character, and the server has no tables to compose them.
    private static bool IsAccent(char c) => c is >= '\u0300' and <= '\u036f';

    private static Rune? Unseen(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || (Rune.IsWhiteSpace(rune) && rune.Value != ' '))
            {
                return rune;
            }
        }

        return null;
    }
}
