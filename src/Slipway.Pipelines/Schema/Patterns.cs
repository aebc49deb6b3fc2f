using System.Text;

namespace Slipway.Pipelines.Schema;

/// <summary>Regular expressions of ECMA 262, which is what schemas have: they cannot say "in any case" in one word.</summary>
internal static class Patterns
{
    /// <summary>A text that holds an expression, and so becomes anything when it is bound.</summary>
    public const string Expression = @"\$\{";

    public const string Blank = @"^\s*$";

    public const string WholeNumber = "[+-]?[0-9]+";

    public const string Duration = "([0-9]+|(?=[0-9])([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?)";

    /// <summary>Any of some words, in any case.</summary>
    public static string AnyOf(IEnumerable<string> words) => $"({string.Join('|', words.Select(InAnyCase))})";

    private static string InAnyCase(string word)
    {
        var pattern = new StringBuilder();
        foreach (var c in word)
        {
            if (char.IsAsciiLetter(c))
            {
                pattern.Append('[').Append(char.ToUpperInvariant(c)).Append(char.ToLowerInvariant(c)).Append(']');
            }
            else
            {
                pattern.Append(c);
            }
        }

        return pattern.ToString();
    }
}
