using Orleans;
using Orleans.Concurrency;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Upkeep;

/// <summary>Looks after one webhook. The key is the webhook's id.</summary>
public interface IWebhookUpkeepGrain : IGrainWithGuidKey
{
    /// <summary>Looks after what is due. Returns at once.</summary>
    [OneWay]
    Task LookAfter();

    /// <summary>Looks after everything now, due or not; done when it returns.</summary>
    Task LookAfterNow();
}

/// <summary>One at a time, whoever asks: two that looked after one webhook at once would both make its hook anew.</summary>
public sealed class WebhookUpkeepGrain(IWebhookStore webhooks, IWebhookHealthStore healths, HookUpkeep hooks, TokenUpkeep tokens, Reconciliation tags, TriggerMeter meter) : Grain, IWebhookUpkeepGrain
{
    /// <inheritdoc/>
    public Task LookAfter() => LookAfterAsync(isDue: false);

    /// <inheritdoc/>
    public Task LookAfterNow() => LookAfterAsync(isDue: true);

    private async Task LookAfterAsync(bool isDue)
    {
        if (await webhooks.FindAsync(this.GetPrimaryKey(), CancellationToken.None) is not { } webhook)
        {
            return;
        }

        var known = (await healths.FindAsync([webhook.Id], CancellationToken.None)).GetValueOrDefault(webhook.Id);
        var health = known ?? new WebhookHealth { Webhook = webhook.Id };
        health = await tokens.LookAfterAsync(webhook, health, CancellationToken.None);
        (webhook, health) = await hooks.LookAfterAsync(webhook, health, isDue, CancellationToken.None);
        health = await tags.LookAfterAsync(webhook, health, isDue, CancellationToken.None);
        meter.Saw(webhook, health);
        if (health != known)
        {
            await healths.SaveAsync(health, CancellationToken.None);
        }
    }
}
