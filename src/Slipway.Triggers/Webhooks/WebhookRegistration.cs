using Microsoft.Extensions.Logging;
using Slipway.Projects.Resources;
using Slipway.Registries.Hooks;

namespace Slipway.Triggers.Webhooks;

/// <summary>Makes, changes and removes webhooks, here and at the registry, so that neither side is left with half of one.</summary>
public sealed partial class WebhookRegistration(
    IWebhookStore webhooks,
    WebhookDirectory directory,
    WebhookCheck check,
    PublicAddress address,
    TimeProvider clock,
    ILogger<WebhookRegistration> logger)
{
    /// <summary>Makes a webhook: checks everything that can be checked, creates the hook at the registry, then keeps it here.</summary>
    public async Task<WebhookResult> CreateAsync(WebhookSpec spec, string owner, CancellationToken cancellationToken)
    {
        var (problem, checkedSpec) = await check.RunAsync(spec, current: null, owner, cancellationToken);
        if (checkedSpec is not { Site: var site, Token: var token })
        {
            return problem!;
        }

        var created = await site.CreateHookAsync(spec.Name, address.HookUrl(token), cancellationToken);
        if (created is not HookResult.Done hook)
        {
            return new WebhookResult.RegistryRefused(((HookResult.Refused)created).Message);
        }

        var webhook = checkedSpec.ToWebhook(Guid.CreateVersion7(clock.GetUtcNow()), owner, hook.Slug);

        // From here on the registry has a hook: the caller going away must not leave it there alone.
        return await KeepAsync(webhook, site, () => webhooks.AddAsync(webhook, CancellationToken.None));
    }

    /// <summary>
    /// Replaces what a person says of a webhook. The registry's hook is made anew when it must be another one, and the old one goes only
    /// after the new one is kept here.
    /// </summary>
    /// <param name="current">As it is.</param>
    /// <param name="spec">As it is to be. A blank token keeps the one it has.</param>
    /// <param name="expectedVersion">The version that the change was made from; null to change whatever is there.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<WebhookResult> UpdateAsync(DockerWebhook current, WebhookSpec spec, int? expectedVersion, CancellationToken cancellationToken)
    {
        if (expectedVersion is { } expected && expected != current.Revision.Version)
        {
            return new WebhookResult.Outdated(current);
        }

        var (problem, checkedSpec) = await check.RunAsync(spec, current, current.Owner, cancellationToken);
        if (checkedSpec is not { Site: var site, Token: var token })
        {
            return problem!;
        }

        var before = await check.SiteOfAsync(current, cancellationToken);
        var takesPlace = site.IsSamePlaceAs(before) && current.Name == spec.Name;
        if (takesPlace && current.Token == token && (site.Registrar is null || current.Slug.Length > 0))
        {
            var kept = checkedSpec.ToWebhook(current.Id, current.Owner, current.Slug);
            return Told(await webhooks.UpdateAsync(kept, expectedVersion, cancellationToken), kept);
        }

        // The registry tells hooks apart by their names: of one name there is one.
        if (takesPlace && await RemoveHookAsync(current, before!) is HookResult.Refused stays)
        {
            return new WebhookResult.RegistryRefused(stays.Message);
        }

        var created = await site.CreateHookAsync(spec.Name, address.HookUrl(token), CancellationToken.None);
        if (created is not HookResult.Done hook)
        {
            if (takesPlace)
            {
                await RestoreHookAsync(current, before!);
            }

            return new WebhookResult.RegistryRefused(((HookResult.Refused)created).Message);
        }

        var changed = checkedSpec.ToWebhook(current.Id, current.Owner, hook.Slug);
        var result = await KeepAsync(changed, site, () => webhooks.UpdateAsync(changed, expectedVersion, CancellationToken.None));
        if (result is not WebhookResult.Done)
        {
            if (takesPlace)
            {
                await RestoreHookAsync(current, before!);
            }
        }
        else if (!takesPlace && before is not null && await RemoveHookAsync(current, before) is HookResult.Refused refused)
        {
            LogHookLeft(current.Project, current.Name, current.Slug, refused.Message);
        }

        return result;
    }

    /// <summary>Removes a webhook at the registry, then here. A registry that will not leaves both in place.</summary>
    public async Task<WebhookResult> DeleteAsync(DockerWebhook webhook, CancellationToken cancellationToken)
    {
        if (await check.SiteOfAsync(webhook, cancellationToken) is { } site && await RemoveHookAsync(webhook, site) is HookResult.Refused refused)
        {
            return new WebhookResult.RegistryRefused(refused.Message);
        }

        await webhooks.RemoveAsync(webhook.Id, CancellationToken.None);
        directory.Changed();
        return new WebhookResult.Done(webhook);
    }

    /// <summary>The address that the registry calls for a webhook.</summary>
    public Uri HookUrl(DockerWebhook webhook) => address.HookUrl(webhook.Token);

    /// <summary>Makes a webhook's hook at the registry anew. Null with why when the registry would not.</summary>
    public async Task<(DockerWebhook? Webhook, HookResult.Refused? Refused)> RepairAsync(DockerWebhook webhook, RegistrySite site, CancellationToken cancellationToken)
    {
        // One that calls another address bears the name that the new one needs.
        if (await RemoveHookAsync(webhook, site) is HookResult.Refused stays)
        {
            return (null, stays);
        }

        var created = await site.CreateHookAsync(webhook.Name, HookUrl(webhook), CancellationToken.None);
        if (created is not HookResult.Done(var slug))
        {
            return (null, (HookResult.Refused)created);
        }

        var saved = slug == webhook.Slug ? webhook : Told(await webhooks.UpdateAsync(webhook with { Slug = slug }, expectedVersion: null, CancellationToken.None), webhook) is WebhookResult.Done done ? done.Webhook : webhook;
        return (saved, null);
    }

    private async Task<WebhookResult> KeepAsync(DockerWebhook webhook, RegistrySite site, Func<Task<SaveResult<DockerWebhook>>> keep)
    {
        var isKept = false;
        try
        {
            var result = Told(await keep(), webhook);
            isKept = result is WebhookResult.Done;
            return result;
        }
        finally
        {
            if (!isKept && await RemoveHookAsync(webhook, site) is HookResult.Refused refused)
            {
                LogHookLeft(webhook.Project, webhook.Name, webhook.Slug, refused.Message);
            }
        }
    }

    private WebhookResult Told(SaveResult<DockerWebhook> saved, DockerWebhook webhook)
    {
        directory.Changed();
        return saved switch
        {
            SaveResult<DockerWebhook>.Saved(var kept) => new WebhookResult.Done(kept),
            SaveResult<DockerWebhook>.NameTaken => WebhookCheck.NameTaken(webhook.Project, webhook.Name),
            SaveResult<DockerWebhook>.Outdated(var current) => new WebhookResult.Outdated(current),
            _ => new WebhookResult.NotFound(),
        };
    }

    private static Task<HookResult> RemoveHookAsync(DockerWebhook webhook, RegistrySite site) =>
        site.DeleteHookAsync(webhook.Slug, CancellationToken.None);

    private async Task RestoreHookAsync(DockerWebhook webhook, RegistrySite site)
    {
        switch (await site.CreateHookAsync(webhook.Name, address.HookUrl(webhook.Token), CancellationToken.None))
        {
            case HookResult.Done(var slug) when slug != webhook.Slug:
                await webhooks.UpdateAsync(webhook with { Slug = slug }, expectedVersion: null, CancellationToken.None);
                directory.Changed();
                break;
            case HookResult.Refused refused:
                LogHookLost(webhook.Project, webhook.Name, refused.Message);
                break;
        }
    }

    [LoggerMessage(3030, LogLevel.Warning, "Webhook {Project}/{Webhook} was not kept, and its hook '{Slug}' is still at the registry; delete it there. {Reason}")]
    private partial void LogHookLeft(string project, string webhook, string slug, string reason);

    [LoggerMessage(3031, LogLevel.Error, "Webhook {Project}/{Webhook} lost its hook at the registry and could not make it anew; save it again. {Reason}")]
    private partial void LogHookLost(string project, string webhook, string reason);
}
