using System.Globalization;

namespace Slipway.Server.Shell;

/// <summary>Spans of time as people read them.</summary>
internal static class Spans
{
    /// <summary>Such as <c>840 ms</c>, <c>12 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c> or <c>4 d 6 h</c>, as the browser writes durations, too.</summary>
    public static string Text(this TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => $"{span.Seconds} s",
        { TotalHours: < 1 } => Parts(span.Minutes, "min", span.Seconds, "s"),
        { TotalDays: < 1 } => Parts(span.Hours, "h", span.Minutes, "min"),
        _ => Parts(span.Days, "d", span.Hours, "h"),
    };

    private static string Parts(int many, string of, int few, string ofThose) => few == 0 ? $"{many} {of}" : $"{many} {of} {few} {ofThose}";
}
