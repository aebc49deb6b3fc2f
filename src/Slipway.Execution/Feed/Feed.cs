using System.Collections.Concurrent;

namespace Slipway.Execution.Feed;

/// <summary>Tells whoever listens in this process about what was committed, after it was committed. What is taken up again after a crash may be told twice.</summary>
/// <typeparam name="T">What is told: an execution's new state, an activity line.</typeparam>
public sealed class Feed<T>
{
    private readonly ConcurrentDictionary<object, Action<T>> listeners = new(ReferenceEqualityComparer.Instance);

    /// <summary>Calls <paramref name="listener"/> for everything that comes until the result is disposed. The listener returns at once and does not throw.</summary>
    public IDisposable Subscribe(Action<T> listener)
    {
        var subscription = new Subscription(this);
        listeners[subscription] = listener;
        return subscription;
    }

    /// <summary>Tells all listeners. For those who have just committed it.</summary>
    public void Publish(T news)
    {
        foreach (var listener in listeners.Values)
        {
            listener(news);
        }
    }

    private sealed class Subscription(Feed<T> feed) : IDisposable
    {
        public void Dispose() => feed.listeners.TryRemove(this, out _);
    }
}
