using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Pipelines;

/// <summary>
/// How documents write a length of time: <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>1d</c>, several of them from the longest unit down as in
/// <c>1h30m</c>, or a whole number of seconds alone.
/// </summary>
public static partial class Duration
{
    /// <summary>Longer texts are no durations that anybody means.</summary>
    private const int LongestText = 64;

    /// <summary>More seconds than there can be.</summary>
    private const long More = 1_000_000_000_000;

    private static readonly (char Unit, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Reads one. Space around it is no matter.</summary>
    /// <returns>The duration, the longest there is in place of one that is longer; null where the text is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is 0 or > LongestText || Grammar().Match(trimmed.ToString()) is not { Success: true } match)
        {
            return null;
        }

        var seconds = Units.Sum(unit => Number(match.Groups[unit.Unit.ToString()]) * unit.Seconds) + Number(match.Groups["alone"]);
        return seconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>
    /// Writes one in as few characters as it can be written exactly, with the longer unit first where two are as short: <c>90s</c> and not
    /// <c>1m30s</c>, <c>1d1s</c> and not <c>86401s</c>.
    /// </summary>
    /// <param name="duration">Not negative, or an <see cref="ArgumentOutOfRangeException"/> is thrown. A fraction of a second, which no document has, counts as a whole one.</param>
    public static string Print(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var seconds = (duration.Ticks / TimeSpan.TicksPerSecond) + (duration.Ticks % TimeSpan.TicksPerSecond > 0 ? 1 : 0);
        return Forms(seconds, 0).MinBy(form => form.Length) is { Length: > 0 } shortest ? shortest : "0s";
    }

    /// <summary>Every way to write so many seconds in the units from the first one on, those with longer units first.</summary>
    private static IEnumerable<string> Forms(long seconds, int first)
    {
        if (seconds is 0)
        {
            return [""];
        }

        return
            from at in Enumerable.Range(first, Units.Length - first)
            where seconds >= Units[at].Seconds
            from rest in Forms(seconds % Units[at].Seconds, at + 1)
            select string.Create(CultureInfo.InvariantCulture, $"{seconds / Units[at].Seconds}{Units[at].Unit}{rest}");
    }

    /// <summary>A number of more digits than any duration has is as good as <see cref="More"/>.</summary>
    private static long Number(Group digits) => digits.ValueSpan.TrimStart('0') switch
    {
        [] => 0,
        { Length: > 12 } => More,
        var number => long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^(?:(?<alone>[0-9]+)|(?=[0-9])(?:(?<d>[0-9]+)d)?(?:(?<h>[0-9]+)h)?(?:(?<m>[0-9]+)m)?(?:(?<s>[0-9]+)s)?)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
