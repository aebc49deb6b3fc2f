using Slipway.Execution.Catalog;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Triggers.Matching;

namespace Slipway.Triggers.Webhooks;

/// <summary>Finds what is wrong with a webhook before anything is done about it.</summary>
public sealed class WebhookCheck(
    IWebhookStore webhooks,
    WebhookDirectory directory,
    IEndpointDirectory endpoints,
    IPipelineCatalog pipelines,
    IEnumerable<IHookRegistrar> registrars)
{
    private const int MinTokenLength = 16;
    private const int MaxTokenLength = 128;

    /// <summary>Either what is wrong, or the webhook as it can be kept.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="current">The webhook that it replaces; null for a new one.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<(WebhookResult? Problem, CheckedWebhook? Checked)> RunAsync(WebhookSpec spec, DockerWebhook? current, CancellationToken cancellationToken)
    {
        if (Filter.Validate(spec.ImageNamePattern) is { } image)
        {
            return (new WebhookResult.Invalid("imageNameRegExPattern", image), null);
        }

        if (Filter.Validate(spec.TagPattern) is { } tag)
        {
            return (new WebhookResult.Invalid("tagNamePattern", tag), null);
        }

        if (spec.SecretToken is { Length: > 0 and (< MinTokenLength or > MaxTokenLength) })
        {
            return (new WebhookResult.Invalid("secretToken", $"A secure token has {MinTokenLength} to {MaxTokenLength} characters. Leave it blank to have one made."), null);
        }

        var token = !string.IsNullOrEmpty(spec.SecretToken) ? new SecureToken(spec.SecretToken) : current?.Token ?? SecureToken.Generate();
        if (await directory.FindByTokenAsync(token, cancellationToken) is { } holder && holder.Id != current?.Id)
        {
            return (new WebhookResult.Invalid("secretToken", "Another webhook has this token. Leave it blank to have a new one made."), null);
        }

        if (await webhooks.FindAsync(spec.Project, spec.Name, cancellationToken) is { } other && other.Id != current?.Id)
        {
            return (NameTaken(spec.Project, spec.Name), null);
        }

        if (await pipelines.FindAsync(spec.Project, spec.Pipeline, cancellationToken) is null)
        {
            return (new WebhookResult.Invalid("pipeline", $"Project '{spec.Project}' has no pipeline '{spec.Pipeline}'."), null);
        }

        var (problem, site) = await SiteAsync(spec, cancellationToken);
        return problem is null ? (null, new CheckedWebhook(spec, site!, token)) : (new WebhookResult.Invalid("endpoint", problem), null);
    }

    /// <summary>Where a webhook's hook is; null when its endpoint is gone or became something else.</summary>
    public async Task<RegistrySite?> SiteOfAsync(DockerWebhook webhook, CancellationToken cancellationToken) =>
        await endpoints.FindAsync(webhook.Project, webhook.Endpoint, cancellationToken) is { } endpoint && RegistrarOf(endpoint) is { } registrar
            ? new RegistrySite(endpoint.Name, registrar, AccountOf(endpoint), webhook.Repository)
            : null;

    internal static WebhookResult NameTaken(string project, string name) => new WebhookResult.NameTaken($"Project '{project}' has a webhook '{name}' already.");

    private async Task<(string? Problem, RegistrySite? Site)> SiteAsync(WebhookSpec spec, CancellationToken cancellationToken)
    {
        if (await endpoints.FindAsync(spec.Project, spec.Endpoint, cancellationToken) is not { } endpoint || endpoint.Type != DockerRegistryEndpoint.Type.Name)
        {
            return ($"Project '{spec.Project}' has no Docker Registry endpoint '{spec.Endpoint}'.", null);
        }

        if (RegistrarOf(endpoint) is not { } registrar)
        {
            return ($"Endpoint '{endpoint.Name}' has server type '{endpoint.Property(DockerRegistryEndpoint.ServerType)}'. Supported: {string.Join(", ", registrars.Select(r => r.ServerType))}.", null);
        }

        return DockerHubRepositoryUrl.TryParse(endpoint.Property(DockerRegistryEndpoint.RepositoryUrl) ?? "", out var repository, out var error)
            ? (null, new RegistrySite(endpoint.Name, registrar, AccountOf(endpoint), repository))
            : ($"Endpoint '{endpoint.Name}', {DockerRegistryEndpoint.RepositoryUrl}: {error}", null);
    }

    private IHookRegistrar? RegistrarOf(Endpoint endpoint) =>
        registrars.FirstOrDefault(registrar => registrar.ServerType == endpoint.Property(DockerRegistryEndpoint.ServerType));

    private static RegistryAccount AccountOf(Endpoint endpoint) => new(
        new Uri(endpoint.Property(DockerRegistryEndpoint.ApiUrl)!),
        endpoint.Property(DockerRegistryEndpoint.UserName)!,
        endpoint.Property(DockerRegistryEndpoint.Password)!)
    {
        Trust = endpoint.Property(Fingerprint.Property.Name) is { } fingerprint ? ServerTrust.Read(fingerprint)!.Validate : null,
    };
}
