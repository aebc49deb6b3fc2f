using Slipway.Execution.Feed;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Events;

/// <summary>Writes lines of the activity that no delivery caused.</summary>
public sealed class EventBook(IDeliveryStore deliveries, Feed<RegistryEvent> feed, TriggerMeter meter, TimeProvider clock)
{
    /// <summary>Writes a line about the webhook itself.</summary>
    public async Task NoteAsync(DockerWebhook webhook, EventOutcome outcome, string message, CancellationToken cancellationToken)
    {
        var line = webhook.NoteOf(clock.GetUtcNow(), outcome, message);
        await deliveries.NoteAsync(line, cancellationToken);
        feed.Publish(line);
        meter.Count(line);
    }
}
