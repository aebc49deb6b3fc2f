using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Triggers.Tokens;

namespace Slipway.Triggers.Webhooks;

/// <summary>Where the registry's side of a webhook is, and who may change it there.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="ServerType">The kind of registry.</param>
/// <param name="Registrar">Speaks the registry's API; null where a person must tell the registry of the hook.</param>
/// <param name="Account">How to sign in.</param>
/// <param name="Repository">Whose pushes.</param>
public sealed record RegistrySite(string Endpoint, string ServerType, IHookRegistrar? Registrar, RegistryAccount Account, ImageRepository Repository)
{
    /// <summary>Whether a hook of the one is a hook of the other, whoever signs in.</summary>
    public bool IsSamePlaceAs(RegistrySite? other) =>
        other is not null && ServerType == other.ServerType && Account.BaseAddress == other.Account.BaseAddress && Registrar == other.Registrar && Place == other.Place;

    private string Place => Registrar?.PlaceOf(Repository) ?? Repository.ToString();

    /// <summary>Makes the hook at the registry; where only a person can, there is nothing to do.</summary>
    public async Task<HookResult> CreateHookAsync(string name, Uri url, CancellationToken cancellationToken) =>
        Registrar is null ? new HookResult.Done("") : await Registrar.CreateAsync(Account, Repository, name, url, cancellationToken);

    /// <summary>Removes the hook at the registry.</summary>
    public async Task<HookResult> DeleteHookAsync(string slug, CancellationToken cancellationToken) =>
        Registrar is null || slug.Length == 0 ? new HookResult.Done(slug) : await Registrar.DeleteAsync(Account, Repository, slug, cancellationToken);
}

/// <summary>What a person said of a webhook, found to be right.</summary>
/// <param name="Spec">What they said.</param>
/// <param name="Site">Where the registry's hook belongs.</param>
/// <param name="Token">What deliveries must bring.</param>
/// <param name="ApiToken">In whose name executions run.</param>
public sealed record CheckedWebhook(WebhookSpec Spec, RegistrySite Site, SecureToken Token, ApiTokenSource? ApiToken)
{
    /// <summary>The webhook, once the registry has given its hook a name.</summary>
    public DockerWebhook ToWebhook(Guid id, string owner, string slug) => new()
    {
        Id = id,
        Project = Spec.Project,
        Name = Spec.Name,
        Description = Spec.Description,
        Endpoint = Site.Endpoint,
        ServerType = Site.ServerType,
        Repository = Site.Repository,
        Pipeline = Spec.Pipeline,
        Input = Spec.Input,
        ImageNamePattern = Spec.ImageNamePattern.Trim(),
        TagPattern = Spec.TagPattern.Trim(),
        Enabled = Spec.Enabled,
        Token = Token,
        Slug = slug,
        Owner = owner,
        ApiToken = ApiToken,
        Proof = Spec.Proof,
        LatestWins = Spec.LatestWins,
        Reconcile = Spec.Reconcile,
        AllowedSources = Spec.AllowedSources,
        Sender = Spec.Sender.Trim(),
        CallsBack = Spec.CallsBack,
    };
}
