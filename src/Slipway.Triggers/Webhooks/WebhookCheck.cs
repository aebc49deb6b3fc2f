using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Endpoints;
using Slipway.Registries.Hooks;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Intake;
using Slipway.Triggers.Matching;
using Slipway.Triggers.Tokens;

namespace Slipway.Triggers.Webhooks;

/// <summary>Finds what is wrong with a webhook before anything is done about it.</summary>
public sealed class WebhookCheck(
    IWebhookStore webhooks,
    WebhookDirectory directory,
    IEndpointDirectory endpoints,
    IPipelineCatalog pipelines,
    TokenCheck tokens,
    DialectBook dialects,
    IEnumerable<IHookRegistrar> registrars,
    IEnumerable<IRegistryInspector> inspectors)
{
    private const int MinTokenLength = 16;
    private const int MaxTokenLength = 128;
    private const int MaxSenderLength = 254;

    /// <summary>Either what is wrong, or the webhook as it can be kept.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="current">The webhook that it replaces; null for a new one.</param>
    /// <param name="owner">Who makes it.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<(WebhookResult? Problem, CheckedWebhook? Checked)> RunAsync(WebhookSpec spec, DockerWebhook? current, string owner, CancellationToken cancellationToken)
    {
        var token = !string.IsNullOrEmpty(spec.SecretToken) ? new SecureToken(spec.SecretToken) : current?.Token ?? SecureToken.Generate();
        var apiToken = spec.ApiToken is null ? current?.ApiToken : string.IsNullOrWhiteSpace(spec.ApiToken) ? null : ApiTokenSource.Of(spec.ApiToken);
        var problem = OfTexts(spec)
            ?? await OfNamesAsync(spec, current, token, cancellationToken)
            ?? await OfPipelineAsync(spec, cancellationToken)
            ?? await OfRunnerAsync(spec, apiToken, owner, cancellationToken);
        if (problem is not null)
        {
            return (problem, null);
        }

        var (wrong, site) = await SiteAsync(spec, cancellationToken);
        return wrong is not null ? (new WebhookResult.Invalid("endpoint", wrong), null)
            : spec.Sender.Trim().Length > 0 && site!.ServerType != DockerRegistryEndpoint.ArtifactRegistry ? (new WebhookResult.Invalid("sender", $"Only pushes from {DockerRegistryEndpoint.ArtifactRegistry} are signed in a sender's name; leave it blank for {site.ServerType}."), null)
            : (null, new CheckedWebhook(spec, site!, token, apiToken));
    }

    /// <summary>Where a webhook's hook is; null when its endpoint is gone or became something else.</summary>
    public async Task<RegistrySite?> SiteOfAsync(DockerWebhook webhook, CancellationToken cancellationToken) =>
        await endpoints.FindAsync(webhook.Project, webhook.Endpoint, cancellationToken) is { } endpoint && endpoint.Repository(out _) is var (_, address)
            ? Site(endpoint, address, webhook.Repository)
            : null;

    internal static WebhookResult NameTaken(string project, string name) => new WebhookResult.NameTaken($"Project '{project}' has a webhook '{name}' already.");

    private static WebhookResult.Invalid? OfTexts(WebhookSpec spec) =>
        Filter.Validate(spec.ImageNamePattern) is { } image ? new("imageNameRegExPattern", image)
        : Filter.Validate(spec.TagPattern) is { } tag ? new("tagNamePattern", tag)
        : spec.SecretToken is { Length: > 0 and (< MinTokenLength or > MaxTokenLength) } ? new("secretToken", $"A secure token has {MinTokenLength} to {MaxTokenLength} characters. Leave it blank to have one made.")
        : spec.Sender.Length > MaxSenderLength ? new("sender", $"A sender has at most {MaxSenderLength} characters.")
        : null;

    private async Task<WebhookResult?> OfNamesAsync(WebhookSpec spec, DockerWebhook? current, SecureToken token, CancellationToken cancellationToken) =>
        await directory.FindByTokenAsync(token, cancellationToken) is { } holder && holder.Id != current?.Id
            ? new WebhookResult.Invalid("secretToken", "Another webhook has this token. Leave it blank to have a new one made.")
            : await webhooks.FindAsync(spec.Project, spec.Name, cancellationToken) is { } other && other.Id != current?.Id ? NameTaken(spec.Project, spec.Name) : null;

    private async Task<WebhookResult?> OfPipelineAsync(WebhookSpec spec, CancellationToken cancellationToken)
    {
        if (await pipelines.FindAsync(spec.Project, spec.Pipeline, cancellationToken) is not { Definition: var pipeline })
        {
            return new WebhookResult.Invalid("pipeline", $"Project '{spec.Project}' has no pipeline '{spec.Pipeline}'.");
        }

        // A webhook that is switched off may wait for its pipeline to be switched on.
        if (!pipeline.Enabled && spec.Enabled)
        {
            return new WebhookResult.Invalid("pipeline", $"Pipeline '{spec.Pipeline}' is disabled, so that no push could start it. Enable it first, or save the webhook with enabled: false.");
        }

        var injected = InjectedInputs.Docker.Names;
        var missing = pipeline.InputMeta.Where(meta => meta.Value.Mandatory && !injected.Contains(meta.Key))
            .Select(meta => meta.Key)
            .Where(name => IsBlank(spec.Input.GetValueOrDefault(name)) && IsBlank(pipeline.Input.GetValueOrDefault(name)))
            .ToList();
        return missing.Count > 0 ? new WebhookResult.Invalid("input", $"Pipeline '{spec.Pipeline}' needs a value for: {string.Join(", ", missing)}.") : null;
    }

    private async Task<WebhookResult?> OfRunnerAsync(WebhookSpec spec, ApiTokenSource? apiToken, string owner, CancellationToken cancellationToken) =>
        await tokens.RunAsync(apiToken, spec.Project, owner, isUsed: false, cancellationToken) is Runner.Nobody nobody && (apiToken is not null || spec.Enabled)
            ? new WebhookResult.Invalid(apiToken is null ? "project" : "refreshToken", nobody.Message)
            : null;

    private async Task<(string? Problem, RegistrySite? Site)> SiteAsync(WebhookSpec spec, CancellationToken cancellationToken)
    {
        if (await endpoints.FindAsync(spec.Project, spec.Endpoint, cancellationToken) is not { } endpoint || endpoint.Type != DockerRegistryEndpoint.Type.Name)
        {
            return ($"Project '{spec.Project}' has no Docker Registry endpoint '{spec.Endpoint}'.", null);
        }

        if (endpoint.Repository(out var wrong) is not var (repository, address))
        {
            return ($"Endpoint '{endpoint.Name}', {DockerRegistryEndpoint.RepositoryUrl}: {wrong}", null);
        }

        var serverType = endpoint.Property(DockerRegistryEndpoint.ServerType);
        if (!dialects.ServerTypes.Contains(serverType))
        {
            return ($"Endpoint '{endpoint.Name}' has server type '{serverType}'. Supported: {string.Join(", ", dialects.ServerTypes)}.", null);
        }

        if (spec.Proof is ProofPolicy.Required && !inspectors.Any(inspector => inspector.Inspects(serverType!)))
        {
            return ($"Endpoint '{endpoint.Name}' is of type {serverType}, which cannot be asked for proof; choose 'proof: OFF'.", null);
        }

        return (null, Site(endpoint, address, repository));
    }

    private RegistrySite Site(Endpoint endpoint, Uri address, Registries.Images.ImageRepository repository)
    {
        var serverType = endpoint.Property(DockerRegistryEndpoint.ServerType)!;
        var registrar = endpoint.Property(DockerRegistryEndpoint.Hooks) == DockerRegistryEndpoint.HooksByHand ? null : registrars.FirstOrDefault(registrar => registrar.ServerType == serverType);
        return new RegistrySite(endpoint.Name, serverType, registrar, endpoint.Account(address), repository);
    }

    private static bool IsBlank(System.Text.Json.Nodes.JsonNode? value) => value is null || (value is System.Text.Json.Nodes.JsonValue text && text.TryGetValue<string>(out var s) && s.Length == 0);
}
