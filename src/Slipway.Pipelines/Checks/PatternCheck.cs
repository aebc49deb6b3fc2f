using System.Text.RegularExpressions;
using Slipway.Pipelines.Reading;

namespace Slipway.Pipelines.Checks;

/// <summary>Checks that a filter is a regular expression of the kind that runs in linear time.</summary>
internal static class PatternCheck
{
    private static readonly string[] Others = ["semver:", "glob:"];

    public static void Run(MapReader reader, string key, ReadContext context)
    {
        // What begins so is no regular expression; the server that has the webhook knows what else it reads.
        if (reader.Scalar(key) is not { Text.Length: > 0 } pattern || Others.Any(other => pattern.Text.TrimStart().StartsWith(other, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        try
        {
            _ = new Regex(pattern.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException e)
        {
            context.Diagnostics.Error(DiagnosticCodes.BadPattern, pattern.Place, $"'{key}' of {reader.Owner} is no regular expression. {e.Message}");
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.BadPattern,
                pattern.Place,
                $"'{key}' of {reader.Owner} needs a search that goes back (look-around, back references or very large repeats), which is not run.",
                "Say it with classes, alternatives and repeats.");
        }
    }
}
