using System.Collections.Concurrent;

namespace Slipway.Triggers.Events;

/// <summary>Tells whoever listens in this process about each event, after it was committed. Deciding a delivery again after a crash may tell it twice.</summary>
public sealed class EventFeed
{
    private readonly ConcurrentDictionary<object, Action<RegistryEvent>> listeners = new(ReferenceEqualityComparer.Instance);

    /// <summary>Calls <paramref name="listener"/> for every event until the result is disposed. The listener returns at once and does not throw.</summary>
    public IDisposable Subscribe(Action<RegistryEvent> listener)
    {
        var subscription = new Subscription(this);
        listeners[subscription] = listener;
        return subscription;
    }

    internal void Publish(RegistryEvent line)
    {
        foreach (var listener in listeners.Values)
        {
            listener(line);
        }
    }

    private sealed class Subscription(EventFeed feed) : IDisposable
    {
        public void Dispose() => feed.listeners.TryRemove(this, out _);
    }
}
