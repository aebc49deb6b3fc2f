using Slipway.Server.Api;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Intake;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary>Has stored deliveries decided anew.</summary>
internal sealed class Replays(IDeliveryStore deliveries, IWebhookStore webhooks, DeliveryIntake intake)
{
    /// <summary>The new delivery, or why there is none.</summary>
    public async Task<(Guid? Delivery, Problem? Problem)> RunAsync(RegistryEvent line, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(line.Delivery, cancellationToken) is not { } delivery)
        {
            return (null, Problem.Conflict($"Event {line.Id} has no delivery that could be replayed: it tells of the webhook itself, or the delivery is too old."));
        }

        return await webhooks.FindAsync(line.Webhook, cancellationToken) is { } webhook
            ? (await intake.ReplayAsync(webhook, delivery, cancellationToken), null)
            : (null, Problem.Conflict($"Webhook '{line.WebhookName}', to which it was delivered, is gone."));
    }
}
