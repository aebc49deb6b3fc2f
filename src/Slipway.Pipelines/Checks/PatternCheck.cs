using System.Text.RegularExpressions;
using Slipway.Pipelines.Reading;

namespace Slipway.Pipelines.Checks;

/// <summary>Checks that a filter is a regular expression of the kind that runs in linear time.</summary>
internal static class PatternCheck
{
    public static void Run(MapReader reader, string key, ReadContext context)
    {
        if (reader.Scalar(key) is not { Text.Length: > 0 } pattern)
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
