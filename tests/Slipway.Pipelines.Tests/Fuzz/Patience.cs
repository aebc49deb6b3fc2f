using System.Diagnostics;
using System.Globalization;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>
/// What no input may take: over a second, three times in a row. What counts is the time that the thread was on a processor, where the
/// system tells it, for a machine with other work to do makes any input wait.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static TimeSpan Timed(Action feed)
    {
        var start = Stopwatch.GetTimestamp();
        feed();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Whether the input is too slow each of three times, which are only taken when it has been slow already.</summary>
    public static bool IsExceededBy(TimeSpan first, Action feed) => first > Longest && Enumerable.Range(0, 3).All(_ => Busy(feed) > Longest);

    private static TimeSpan Busy(Action feed)
    {
        var start = OnProcessor();
        var elapsed = Timed(feed);
        return OnProcessor() - start ?? elapsed;
    }

    /// <summary>Linux: the first figure of <c>schedstat</c> is nanoseconds.</summary>
    private static TimeSpan? OnProcessor()
    {
        const string Figures = "/proc/thread-self/schedstat";
        return File.Exists(Figures) && long.TryParse(File.ReadAllText(Figures).Split(' ')[0], CultureInfo.InvariantCulture, out var nanos)
            ? TimeSpan.FromTicks(nanos / TimeSpan.NanosecondsPerTick)
            : null;
    }
}
