using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Intake;

/// <summary>Decides that nothing comes of deliveries which nobody has decided, and says so in the activity. From there they can be replayed.</summary>
public sealed class DeliveryAbandonment(IDeliveryStore deliveries, IWebhookStore webhooks)
{
    private const int AtOnce = 500;

    /// <summary>Does it for all of them. No server may be running.</summary>
    /// <param name="message">What the activity says of each.</param>
    /// <param name="cancellationToken">Stops it between two batches.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> AbandonAsync(string message, CancellationToken cancellationToken)
    {
        var abandoned = 0;
        foreach (var id in await deliveries.WebhooksWithUndecidedAsync(cancellationToken))
        {
            var webhook = await webhooks.FindAsync(id, cancellationToken);
            while (await deliveries.UndecidedAsync(id, AtOnce, cancellationToken) is { Count: > 0 } batch)
            {
                await deliveries.DecideAsync(
                    [.. batch.Select(delivery => delivery.Id)],
                    webhook is null ? [] : [.. batch.Select(delivery => webhook.EventOf(delivery, EventOutcome.Failed, message))],
                    cancellationToken);
                abandoned += batch.Count;
            }
        }

        return abandoned;
    }
}
