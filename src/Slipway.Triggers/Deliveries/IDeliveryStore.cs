using Slipway.Triggers.Events;

namespace Slipway.Triggers.Deliveries;

/// <summary>The journal of deliveries and what came of them. When a write's task completes, the write survives a crash.</summary>
public interface IDeliveryStore
{
    /// <summary>Commits a delivery that is still to be decided.</summary>
    Task AppendAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Commits a delivery that is decided already.</summary>
    Task AppendDecidedAsync(Delivery delivery, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken);

    /// <summary>Commits what came of deliveries and marks them as decided; doing so twice changes nothing.</summary>
    Task DecideAsync(IReadOnlyList<Guid> deliveries, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken);

    /// <summary>Commits a line that no delivery caused.</summary>
    Task NoteAsync(RegistryEvent line, CancellationToken cancellationToken);

    /// <summary>Commits that what an event started was withdrawn before it began.</summary>
    Task SupersedeAsync(Guid line, string message, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="limit"/> of the webhook's undecided deliveries, the oldest first.</summary>
    Task<IReadOnlyList<Delivery>> UndecidedAsync(Guid webhook, int limit, CancellationToken cancellationToken);

    /// <summary>The webhooks that have undecided deliveries.</summary>
    Task<IReadOnlyList<Guid>> WebhooksWithUndecidedAsync(CancellationToken cancellationToken);

    /// <summary>The delivery of that id, or null.</summary>
    Task<Delivery?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The webhook's events with one of these keys whose push was acted on (<see cref="EventOutcome.Started"/>, <see cref="EventOutcome.Superseded"/>).</summary>
    Task<IReadOnlyList<RegistryEvent>> ActedOnAsync(Guid webhook, IReadOnlyCollection<string> pushKeys, CancellationToken cancellationToken);

    /// <summary>Of each tag, the webhook's newest event whose push was acted on.</summary>
    Task<IReadOnlyList<RegistryEvent>> NewestActedOnAsync(Guid webhook, IReadOnlyCollection<string> tags, CancellationToken cancellationToken);

    /// <summary>The webhook's events of a tag, the newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RegistryEvent>> OfTagAsync(Guid webhook, string tag, int limit, CancellationToken cancellationToken);

    /// <summary>Removes decided deliveries and events that are older than that, and of the others the oldest beyond a number; a bounded number at a time.</summary>
    /// <returns>How many events went.</returns>
    Task<int> ForgetAsync(DateTimeOffset before, int keepAtMost, CancellationToken cancellationToken);
}
