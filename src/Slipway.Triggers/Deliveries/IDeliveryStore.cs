using Slipway.Triggers.Events;

namespace Slipway.Triggers.Deliveries;

/// <summary>The journal of deliveries and what came of them. When a write's task completes, the write survives a crash.</summary>
public interface IDeliveryStore
{
    /// <summary>Commits a delivery that is still to be decided.</summary>
    Task AppendAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Commits a delivery that is decided already.</summary>
    Task AppendDecidedAsync(Delivery delivery, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken);

    /// <summary>Commits what came of a delivery and marks it as decided; doing so twice changes nothing.</summary>
    Task DecideAsync(Guid delivery, IReadOnlyList<RegistryEvent> events, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="limit"/> of the webhook's undecided deliveries, the oldest first.</summary>
    Task<IReadOnlyList<Delivery>> UndecidedAsync(Guid webhook, int limit, CancellationToken cancellationToken);

    /// <summary>The webhooks that have undecided deliveries.</summary>
    Task<IReadOnlyList<Guid>> WebhooksWithUndecidedAsync(CancellationToken cancellationToken);
}
