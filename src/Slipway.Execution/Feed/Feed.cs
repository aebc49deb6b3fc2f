using System.Collections.Concurrent;

namespace Slipway.Execution.Feed;

/// <summary>Tells whoever listens in this process about what was committed, after it was committed. What is taken up again after a crash may be told twice.</summary>
/// <typeparam name="T">What is told: an execution's new state, an activity line.</typeparam>
public sealed class Feed<T>
{
    private readonly ConcurrentDictionary<object, Action<T>> listeners = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<object, Action<T>> relays = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether anybody listens in this process.</summary>
    public bool IsHeard => !listeners.IsEmpty;

    /// <summary>Calls <paramref name="listener"/> for everything that comes until the result is disposed. The listener returns at once and does not throw.</summary>
    public IDisposable Subscribe(Action<T> listener) => Add(listeners, listener);

    /// <summary>As <see cref="Subscribe"/>, but only for what was committed in this process: for whoever tells other processes of it.</summary>
    public IDisposable Relay(Action<T> relay) => Add(relays, relay);

    /// <summary>Tells all listeners. For those who have just committed it.</summary>
    public void Publish(T news)
    {
        Tell(relays, news);
        Tell(listeners, news);
    }

    /// <summary>Tells the listeners of this process of what was committed in another one.</summary>
    public void PassOn(T news) => Tell(listeners, news);

    private static void Tell(ConcurrentDictionary<object, Action<T>> all, T news)
    {
        foreach (var listener in all.Values)
        {
            listener(news);
        }
    }

    private static Subscription Add(ConcurrentDictionary<object, Action<T>> all, Action<T> listener)
    {
        var subscription = new Subscription(all);
        all[subscription] = listener;
        return subscription;
    }

    private sealed class Subscription(ConcurrentDictionary<object, Action<T>> all) : IDisposable
    {
        public void Dispose() => all.TryRemove(this, out _);
    }
}
