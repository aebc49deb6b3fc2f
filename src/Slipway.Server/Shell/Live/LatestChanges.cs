namespace Slipway.Server.Shell.Live;

/// <summary>
/// Between a feed and a page: keeps the latest of each thing that changes and hands them over together,
/// so that a busy server does not redraw every open page for every change.
/// </summary>
/// <typeparam name="TKey">What tells things apart.</typeparam>
/// <typeparam name="T">What changes.</typeparam>
internal sealed class LatestChanges<TKey, T> : IDisposable
    where TKey : notnull
{
    /// <summary>How long changes are collected: short enough to feel at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly Func<T, TKey> keyOf;
    private readonly Action<IReadOnlyCollection<T>> deliver;
    private readonly ITimer timer;
    private Dictionary<TKey, T> waiting = [];

    public LatestChanges(Func<T, TKey> keyOf, Action<IReadOnlyCollection<T>> deliver, TimeProvider clock)
    {
        this.keyOf = keyOf;
        this.deliver = deliver;
        timer = clock.CreateTimer(_ => Deliver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes a change from any thread, and returns at once.</summary>
    public void Add(T change)
    {
        lock (gate)
        {
            waiting[keyOf(change)] = change;
            if (waiting.Count == 1)
            {
                timer.Change(Pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => timer.Dispose();

    private void Deliver()
    {
        Dictionary<TKey, T> latest;
        lock (gate)
        {
            latest = waiting;
            waiting = [];
        }

        if (latest.Count > 0)
        {
            deliver(latest.Values);
        }
    }
}
