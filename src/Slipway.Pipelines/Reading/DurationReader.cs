using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads lengths of time.</summary>
internal static class DurationReader
{
    private const string Forms = "Write it as 90s, 10m, 2h, 1d or 1h30m; a whole number alone is seconds.";

    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>The duration of a key; null where it is missing, blank or wrong.</summary>
    public static TimeSpan? Duration(this MapReader reader, string key, TimeSpan most)
    {
        var scalar = reader.Scalar(key, "a duration such as 10m");
        if (string.IsNullOrWhiteSpace(scalar?.Text))
        {
            return null;
        }

        if (Pipelines.Duration.Parse(scalar.Text) is not { } duration)
        {
            Bad($"'{key}' of {reader.Owner} is '{MapReader.Shown(scalar.Text)}', which is no duration.", Template.HasExpressions(scalar.Text) ? $"It is read before anything runs, so no expression can stand there. {Forms}" : Forms);
            return null;
        }

        if (duration < Least || duration > most)
        {
            Bad($"'{key}' of {reader.Owner} is {MapReader.Shown(scalar.Text)}; it must be from {Pipelines.Duration.Print(Least)} to {Pipelines.Duration.Print(most)}.", null);
            return null;
        }

        return duration;

        void Bad(string message, string? hint) => reader.Diagnostics.Error(DiagnosticCodes.BadDuration, scalar.Place, message, hint);
    }
}
