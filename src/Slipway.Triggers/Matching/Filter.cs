using System.Text.RegularExpressions;

namespace Slipway.Triggers.Matching;

/// <summary>Image and tag filters: regular expressions that must match the whole text. Evaluated in linear time, whatever the pattern.</summary>
public static class Filter
{
    /// <summary>The longest pattern that is accepted, in characters.</summary>
    public const int MaxLength = 1000;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>What is wrong with the pattern, or null.</summary>
    public static string? Validate(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return $"The pattern has {pattern.Length} characters; at most {MaxLength} are allowed.";
        }

        try
        {
            // On its own first: a stray parenthesis must not reach out of the frame that Compile puts around it.
            _ = new Regex(pattern, Options);
            _ = Compile(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"'{pattern}' is not a usable regular expression: {e.Message}";
        }
    }

    internal static bool Matches(string pattern, string text) => string.IsNullOrWhiteSpace(pattern) || Compile(pattern).IsMatch(text);

    private static Regex Compile(string pattern) => new($@"\A(?:{pattern.Trim()})\z", Options);
}
