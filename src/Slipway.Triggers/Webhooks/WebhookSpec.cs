using System.Text.Json.Nodes;
using Slipway.Pipelines.Documents;

namespace Slipway.Triggers.Webhooks;

/// <summary>What a person says of a webhook to be made (Code Stream API, <c>DockerRegistryWebHookSpec</c>).</summary>
public sealed record WebhookSpec
{
    /// <inheritdoc cref="DockerWebhook.Project"/>
    public required string Project { get; init; }

    /// <inheritdoc cref="DockerWebhook.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="DockerWebhook.Description"/>
    public string Description { get; init; } = "";

    /// <inheritdoc cref="DockerWebhook.Endpoint"/>
    public required string Endpoint { get; init; }

    /// <inheritdoc cref="DockerWebhook.Pipeline"/>
    public required string Pipeline { get; init; }

    /// <inheritdoc cref="DockerWebhook.Input"/>
    public OrderedDictionary<string, JsonNode?> Input { get; init; } = [];

    /// <inheritdoc cref="DockerWebhook.ImageNamePattern"/>
    public string ImageNamePattern { get; init; } = "";

    /// <inheritdoc cref="DockerWebhook.TagPattern"/>
    public string TagPattern { get; init; } = "";

    /// <inheritdoc cref="DockerWebhook.Enabled"/>
    public bool Enabled { get; init; } = true;

    /// <summary>The token to use; null or blank for a new one, or for the one that it has.</summary>
    public string? SecretToken { get; init; }

    /// <summary>The API token, or <c>${var.NAME}</c>; null for the one that it has, empty for none.</summary>
    public string? ApiToken { get; init; }

    /// <inheritdoc cref="DockerWebhook.Proof"/>
    public ProofPolicy Proof { get; init; }

    /// <inheritdoc cref="DockerWebhook.LatestWins"/>
    public bool LatestWins { get; init; }

    /// <inheritdoc cref="DockerWebhook.Reconcile"/>
    public bool Reconcile { get; init; } = true;

    /// <inheritdoc cref="DockerWebhook.AllowedSources"/>
    public SourceList AllowedSources { get; init; } = SourceList.Any;

    /// <inheritdoc cref="DockerWebhook.Sender"/>
    public string Sender { get; init; } = "";

    /// <inheritdoc cref="DockerWebhook.CallsBack"/>
    public bool CallsBack { get; init; }
}

/// <summary>How making, changing or removing a webhook came out.</summary>
public abstract record WebhookResult
{
    private WebhookResult()
    {
    }

    /// <summary>Done, here and at the registry.</summary>
    public sealed record Done(DockerWebhook Webhook) : WebhookResult;

    /// <summary>A field is wrong; nothing was done.</summary>
    /// <param name="Field">Its name in the API.</param>
    /// <param name="Message">What is wrong and what would be right.</param>
    public sealed record Invalid(string Field, string Message) : WebhookResult;

    /// <summary>The project has a webhook of that name; nothing was done.</summary>
    public sealed record NameTaken(string Message) : WebhookResult;

    /// <summary>The registry would not; nothing is left behind here or there.</summary>
    public sealed record RegistryRefused(string Message) : WebhookResult;

    /// <summary>Somebody else changed it since it was read; nothing was done.</summary>
    /// <param name="Current">As it is.</param>
    public sealed record Outdated(DockerWebhook Current) : WebhookResult;

    /// <summary>There is no such webhook.</summary>
    public sealed record NotFound : WebhookResult;
}
