using System.Collections.Concurrent;
using Slipway.Execution.State;

namespace Slipway.Execution.Feed;

/// <summary>Tells whoever listens in this process about each execution's new state, after it was committed.</summary>
public sealed class ExecutionFeed
{
    private readonly ConcurrentDictionary<object, Action<ExecutionState>> listeners = new(ReferenceEqualityComparer.Instance);

    /// <summary>Calls <paramref name="listener"/> for every change until the result is disposed. The listener returns at once and does not throw.</summary>
    public IDisposable Subscribe(Action<ExecutionState> listener)
    {
        var subscription = new Subscription(this);
        listeners[subscription] = listener;
        return subscription;
    }

    internal void Publish(ExecutionState state)
    {
        foreach (var listener in listeners.Values)
        {
            listener(state);
        }
    }

    private sealed class Subscription(ExecutionFeed feed) : IDisposable
    {
        public void Dispose() => feed.listeners.TryRemove(this, out _);
    }
}
