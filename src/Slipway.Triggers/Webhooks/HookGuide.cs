using Slipway.Registries.Setup;

namespace Slipway.Triggers.Webhooks;

/// <summary>Tells what to tell the registry of a webhook.</summary>
public sealed class HookGuide(WebhookCheck check, PublicAddress address)
{
    /// <summary>The hook as the registry has to know it.</summary>
    public async Task<GuidedHook> OfAsync(DockerWebhook webhook, CancellationToken cancellationToken)
    {
        var site = await check.SiteOfAsync(webhook, cancellationToken);
        var url = address.HookUrl(webhook.Token);
        var setup = HookSetups.Of(webhook.ServerType, new HookFacts(url, webhook.Token.Value, webhook.Name, webhook.Repository.Registry, webhook.Repository.Path, webhook.Sender));
        return new GuidedHook(url, setup, site is { Registrar: not null });
    }
}

/// <summary>A hook as the registry has to know it.</summary>
/// <param name="Url">What it calls; holds the secure token.</param>
/// <param name="Setup">How a person tells it.</param>
/// <param name="IsMadeBySlipway">Whether Slipway tells it, so that no person has to.</param>
public sealed record GuidedHook(Uri Url, HookSetup Setup, bool IsMadeBySlipway)
{
    /// <summary>Never the address.</summary>
    public override string ToString() => Setup.Where;
}
