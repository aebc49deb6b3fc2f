using Slipway.Registries.Hooks;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Upkeep;

/// <summary>Compares the registry's hook with ours, and makes it anew when it is gone, switched off, or calls another address.</summary>
public sealed class HookUpkeep(WebhookCheck check, WebhookRegistration registration, EventBook book, UpkeepOptions options, TimeProvider clock)
{
    /// <summary>The webhook and its health afterwards.</summary>
    public async Task<(DockerWebhook Webhook, WebhookHealth Health)> LookAfterAsync(DockerWebhook webhook, WebhookHealth health, bool isDue, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!isDue && now < health.HookCheckNotBefore)
        {
            return (webhook, health);
        }

        if (await check.SiteOfAsync(webhook, cancellationToken) is not { } site)
        {
            return (webhook, Told(health, now, $"Endpoint '{webhook.Endpoint}' is gone or names no repository any more. Choose another one in the webhook.", null));
        }

        if (site.Registrar is null)
        {
            return (webhook, health with { HookCheckNotBefore = Due.Next(now, options.HookInterval, null), HookProblem = "" });
        }

        switch (await site.Registrar.ListAsync(site.Account, site.Repository, cancellationToken))
        {
            case HookListing.Refused(var why):
                return (webhook, Told(health, now, why.Message, why.RetryAfter));
            case HookListing.Listed(var hooks) when hooks.Any(hook => hook.Slug == webhook.Slug && hook.Calls(registration.HookUrl(webhook))):
                return (webhook, Told(health, now, "", null));
            case HookListing.Listed(var hooks):
                return await RepairAsync(webhook, site, hooks.FirstOrDefault(hook => hook.Slug == webhook.Slug), health, now, cancellationToken);
            case var other:
                throw new InvalidOperationException($"The registry answered {other}.");
        }
    }

    private async Task<(DockerWebhook Webhook, WebhookHealth Health)> RepairAsync(
        DockerWebhook webhook, RegistrySite site, RegistryHook? changed, WebhookHealth health, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var what = changed is null ? "was gone" : changed.TellsOfPushes ? "called another address" : "was switched off, or told of no pushes any more";
        var (repaired, refused) = await registration.RepairAsync(webhook, site, cancellationToken);
        if (refused is not null)
        {
            return (webhook, Told(health, now, $"The hook at {site.ServerType} {what}, and could not be made anew: {refused.Message}", refused.RetryAfter));
        }

        await book.NoteAsync(webhook, EventOutcome.Repaired, $"The hook at {site.ServerType} {what}. It was made anew; pushes in between are looked for.", cancellationToken);

        // Whatever was pushed while the hook was not there was not told of.
        return (repaired!, Told(health, now, "", null) with { HookRepairs = health.HookRepairs + 1, TagsNotBefore = null });
    }

    private WebhookHealth Told(WebhookHealth health, DateTimeOffset now, string problem, TimeSpan? atLeast) =>
        health with { HookCheckedAt = now, HookProblem = problem, HookCheckNotBefore = Due.Next(now, options.HookInterval, atLeast) };
}
