using Slipway.Registries.Hooks;
using Slipway.Registries.Images;

namespace Slipway.Triggers.Webhooks;

/// <summary>Where the registry's side of a webhook is, and who may change it there.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Registrar">Speaks the registry's API.</param>
/// <param name="Account">How to sign in.</param>
/// <param name="Repository">Whose pushes.</param>
public sealed record RegistrySite(string Endpoint, IHookRegistrar Registrar, RegistryAccount Account, ImageRepository Repository)
{
    /// <summary>Whether both are one repository of one registry, whoever signs in.</summary>
    public bool IsSamePlaceAs(RegistrySite? other) =>
        other is not null && Registrar == other.Registrar && Account.BaseAddress == other.Account.BaseAddress && Repository == other.Repository;
}

/// <summary>What a person said of a webhook, found to be right.</summary>
/// <param name="Spec">What they said.</param>
/// <param name="Site">Where the registry's hook belongs.</param>
/// <param name="Token">What deliveries must bring.</param>
public sealed record CheckedWebhook(WebhookSpec Spec, RegistrySite Site, SecureToken Token)
{
    /// <summary>The webhook, once the registry has given its hook a name.</summary>
    public DockerWebhook ToWebhook(Guid id, string owner, string slug) => new()
    {
        Id = id,
        Project = Spec.Project,
        Name = Spec.Name,
        Description = Spec.Description,
        Endpoint = Site.Endpoint,
        ServerType = Site.Registrar.ServerType,
        Repository = Site.Repository,
        Pipeline = Spec.Pipeline,
        Input = Spec.Input,
        ImageNamePattern = Spec.ImageNamePattern.Trim(),
        TagPattern = Spec.TagPattern.Trim(),
        Enabled = Spec.Enabled,
        Token = Token,
        Slug = slug,
        Owner = owner,
    };
}
