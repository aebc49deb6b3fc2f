using Microsoft.Extensions.Logging;
using Slipway.Execution.Catalog;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Triggers.Matching;

namespace Slipway.Triggers.Webhooks;

/// <summary>Makes and removes webhooks, here and at the registry, so that neither side is left with half of one.</summary>
public sealed partial class WebhookRegistration(
    IWebhookStore webhooks,
    WebhookDirectory directory,
    IEndpointDirectory endpoints,
    IPipelineCatalog pipelines,
    IEnumerable<IHookRegistrar> registrars,
    PublicAddress address,
    TimeProvider clock,
    ILogger<WebhookRegistration> logger)
{
    private const int MinTokenLength = 16;
    private const int MaxTokenLength = 128;

    /// <summary>Makes a webhook: checks everything that can be checked, creates the hook at the registry, then keeps it here.</summary>
    public async Task<WebhookResult> CreateAsync(WebhookSpec spec, string owner, CancellationToken cancellationToken)
    {
        var (problem, registry) = await CheckAsync(spec, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        var (endpoint, registrar, account, repository) = registry!;
        var token = string.IsNullOrEmpty(spec.SecretToken) ? SecureToken.Generate() : new SecureToken(spec.SecretToken);
        if (await directory.FindByTokenAsync(token, cancellationToken) is not null)
        {
            return new WebhookResult.Invalid("secretToken", "Another webhook has this token. Leave it blank to have a new one made.");
        }

        var created = await registrar.CreateAsync(account, repository, spec.Name, address.HookUrl(token), cancellationToken);
        if (created is not HookResult.Done hook)
        {
            return new WebhookResult.RegistryRefused(((HookResult.Refused)created).Message);
        }

        var now = clock.GetUtcNow();
        var webhook = new DockerWebhook
        {
            Id = Guid.CreateVersion7(now),
            Project = spec.Project,
            Name = spec.Name,
            Description = spec.Description,
            Endpoint = endpoint.Name,
            ServerType = registrar.ServerType,
            Repository = repository,
            Pipeline = spec.Pipeline,
            Input = spec.Input,
            ImageNamePattern = spec.ImageNamePattern.Trim(),
            TagPattern = spec.TagPattern.Trim(),
            Enabled = spec.Enabled,
            Token = token,
            Slug = hook.Slug,
            Owner = owner,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return await KeepAsync(webhook, registrar, account);
    }

    /// <summary>Removes a webhook at the registry, then here. A registry that will not leaves both in place.</summary>
    public async Task<WebhookResult> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await webhooks.FindAsync(id, cancellationToken) is not { } webhook)
        {
            return new WebhookResult.NotFound();
        }

        if (await endpoints.FindAsync(webhook.Project, webhook.Endpoint, cancellationToken) is { } endpoint
            && RegistrarOf(endpoint) is { } registrar
            && await registrar.DeleteAsync(AccountOf(endpoint), webhook.Repository, webhook.Slug, cancellationToken) is HookResult.Refused refused)
        {
            return new WebhookResult.RegistryRefused(refused.Message);
        }

        await webhooks.RemoveAsync(id, cancellationToken);
        directory.Changed();
        return new WebhookResult.Done(webhook);
    }

    /// <summary>Switches a webhook on or off. The registry's hook stays: pushes meanwhile are recorded as ignored.</summary>
    public async Task<WebhookResult> EnableAsync(Guid id, bool enabled, CancellationToken cancellationToken)
    {
        if (await webhooks.FindAsync(id, cancellationToken) is not { } webhook)
        {
            return new WebhookResult.NotFound();
        }

        var changed = webhook with { Enabled = enabled, UpdatedAt = clock.GetUtcNow() };
        await webhooks.UpdateAsync(changed, cancellationToken);
        directory.Changed();
        return new WebhookResult.Done(changed);
    }

    private async Task<WebhookResult> KeepAsync(DockerWebhook webhook, IHookRegistrar registrar, RegistryAccount account)
    {
        // From here on the registry has a hook: the caller going away must not leave it there alone.
        var kept = false;
        try
        {
            kept = await webhooks.AddAsync(webhook, CancellationToken.None);
            directory.Changed();
            return kept
                ? new WebhookResult.Done(webhook)
                : new WebhookResult.NameTaken($"Project '{webhook.Project}' has a webhook '{webhook.Name}' already.");
        }
        finally
        {
            if (!kept && await registrar.DeleteAsync(account, webhook.Repository, webhook.Slug, CancellationToken.None) is HookResult.Refused refused)
            {
                LogHookLeft(webhook.Project, webhook.Name, webhook.Slug, refused.Message);
            }
        }
    }

    private async Task<(WebhookResult? Problem, Registry? Registry)> CheckAsync(WebhookSpec spec, CancellationToken cancellationToken)
    {
        WebhookResult Invalid(string field, string message) => new WebhookResult.Invalid(field, message);

        if (Filter.Validate(spec.ImageNamePattern) is { } image)
        {
            return (Invalid("imageNameRegExPattern", image), null);
        }

        if (Filter.Validate(spec.TagPattern) is { } tag)
        {
            return (Invalid("tagNamePattern", tag), null);
        }

        if (spec.SecretToken is { Length: > 0 and (< MinTokenLength or > MaxTokenLength) })
        {
            return (Invalid("secretToken", $"A secure token has {MinTokenLength} to {MaxTokenLength} characters. Leave it blank to have one made."), null);
        }

        if ((await webhooks.ListAsync(cancellationToken)).Any(other => other.Project == spec.Project && other.Name == spec.Name))
        {
            return (new WebhookResult.NameTaken($"Project '{spec.Project}' has a webhook '{spec.Name}' already."), null);
        }

        if (await pipelines.FindAsync(spec.Project, spec.Pipeline, cancellationToken) is null)
        {
            return (Invalid("pipeline", $"Project '{spec.Project}' has no pipeline '{spec.Pipeline}'."), null);
        }

        if (await endpoints.FindAsync(spec.Project, spec.Endpoint, cancellationToken) is not { } endpoint || endpoint.Type != DockerRegistryEndpoint.Type.Name)
        {
            return (Invalid("endpoint", $"Project '{spec.Project}' has no Docker Registry endpoint '{spec.Endpoint}'."), null);
        }

        if (RegistrarOf(endpoint) is not { } registrar)
        {
            return (Invalid("endpoint", $"Endpoint '{endpoint.Name}' has server type '{endpoint.Property(DockerRegistryEndpoint.ServerType)}'. Supported: {string.Join(", ", registrars.Select(r => r.ServerType))}."), null);
        }

        var url = endpoint.Property(DockerRegistryEndpoint.RepositoryUrl) ?? "";
        return DockerHubRepositoryUrl.TryParse(url, out var repository, out var error)
            ? (null, new Registry(endpoint, registrar, AccountOf(endpoint), repository))
            : (Invalid("endpoint", $"Endpoint '{endpoint.Name}', {DockerRegistryEndpoint.RepositoryUrl}: {error}"), null);
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

    [LoggerMessage(3030, LogLevel.Warning, "Webhook {Project}/{Webhook} was not kept, and its hook '{Slug}' is still at the registry; delete it there. {Reason}")]
    private partial void LogHookLeft(string project, string webhook, string slug, string reason);

    private sealed record Registry(Endpoint Endpoint, IHookRegistrar Registrar, RegistryAccount Account, ImageRepository Repository);
}
