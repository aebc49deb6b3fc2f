using Slipway.Execution.Recovery;
using Slipway.Triggers.Deliveries;

namespace Slipway.Triggers.Intake;

/// <summary>Deliveries that were answered and not decided: their webhooks decide them.</summary>
internal sealed class UndecidedDeliveries(IDeliveryStore deliveries, Nudges nudges) : IRecoverable
{
    public string Name => "Undecided deliveries";

    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        foreach (var webhook in await deliveries.WebhooksWithUndecidedAsync(cancellationToken))
        {
            nudges.Give(webhook);
        }
    }
}
