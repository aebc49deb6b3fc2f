using System.Diagnostics;

namespace Slipway.EndToEnd.Tests;

/// <summary>Waits for what must come, and not a moment longer.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>The first result that satisfies the condition.</summary>
    /// <exception cref="TimeoutException">None did before the deadline; the message tells the last one.</exception>
    public static async Task<T> Get<T>(Func<Task<T>> look, Func<T, bool> condition, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (condition(seen))
            {
                return seen;
            }

            if (Stopwatch.GetElapsedTime(start) > deadline)
            {
                throw new TimeoutException($"Not within {deadline}. Last seen: {seen}");
            }

            await Task.Delay(LookAgain, cancellationToken);
        }
    }
}
