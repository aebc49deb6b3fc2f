using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary>What a person would say of a webhook as it is.</summary>
internal static class WebhookSpecs
{
    /// <summary>The webhook as it would be asked for; its tokens stay the ones that it has.</summary>
    public static WebhookSpec ToSpec(this DockerWebhook webhook) => new()
    {
        Project = webhook.Project,
        Name = webhook.Name,
        Description = webhook.Description,
        Endpoint = webhook.Endpoint,
        Pipeline = webhook.Pipeline,
        Input = webhook.Input,
        ImageNamePattern = webhook.ImageNamePattern,
        TagPattern = webhook.TagPattern,
        Enabled = webhook.Enabled,
        SecretToken = null,
        ApiToken = null,
        Proof = webhook.Proof,
        LatestWins = webhook.LatestWins,
        Reconcile = webhook.Reconcile,
        AllowedSources = webhook.AllowedSources,
        Sender = webhook.Sender,
        CallsBack = webhook.CallsBack,
    };
}
