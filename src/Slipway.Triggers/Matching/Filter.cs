using System.Text.RegularExpressions;
using Semver;

namespace Slipway.Triggers.Matching;

/// <summary>
/// An image or tag filter. Plain text is a regular expression that must match the whole, as in Code Stream; <c>semver:&gt;=1.4 &lt;2</c> is
/// a range of versions, and <c>glob:release-*</c> a pattern with <c>*</c> and <c>?</c>. Evaluated in linear time, whatever the pattern.
/// </summary>
public static class Filter
{
    /// <summary>The longest pattern that is accepted, in characters.</summary>
    public const int MaxLength = 1000;

    private const string SemverPrefix = "semver:";
    private const string GlobPrefix = "glob:";
    private const int MaxVersionLength = 128;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>What is wrong with the pattern, or null.</summary>
    public static string? Validate(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return $"The pattern has {pattern.Length} characters; at most {MaxLength} are allowed.";
        }

        if (After(pattern, SemverPrefix) is { } range)
        {
            return range.Length > 0 && SemVersionRange.TryParseNpm(range, out _) ? null : $"'{range}' is no range of versions. Right would be '>=1.4 <2', '1.x' or '~1.4.2 || ^2', as npm writes them.";
        }

        try
        {
            // On its own first: a stray parenthesis must not reach out of the frame that Compile puts around it.
            _ = new Regex(Expression(pattern), Options);
            _ = Compile(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"'{pattern}' is not a usable regular expression: {e.Message}";
        }
    }

    internal static bool Matches(string pattern, string text) =>
        string.IsNullOrWhiteSpace(pattern)
        || (After(pattern, SemverPrefix) is { } range ? IsInRange(range, text) : Compile(pattern).IsMatch(text));

    // A tag may say v1.4.2, or 1.4 and mean its newest: neither is a version by the letter (semver.org), and both are by custom.
    private static bool IsInRange(string range, string text) =>
        text.Length <= MaxVersionLength
        && SemVersion.TryParse(text, SemVersionStyles.AllowV | SemVersionStyles.OptionalMinorPatch, out var version)
        && SemVersionRange.TryParseNpm(range, out var versions)
        && versions.Contains(version);

    private static string? After(string pattern, string prefix) =>
        pattern.TrimStart() is var text && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..].Trim() : null;

    private static string Expression(string pattern) => After(pattern, GlobPrefix) is { } glob
        ? Regex.Escape(glob).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)
        : pattern.Trim();

    private static Regex Compile(string pattern) => new($@"\A(?:{Expression(pattern)})\z", Options);
}
