using System.Collections.Immutable;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Triggers.Webhooks;

/// <summary>
/// The endpoint type of image registries. Code Stream's own type string and property keys are not public; these are ours, its server types
/// (DockerHub, Docker Trusted Registry) among more.
/// </summary>
public static class DockerRegistryEndpoint
{
    /// <summary>The registry's kind.</summary>
    public const string ServerType = "serverType";

    /// <summary>The address of the repository, as people copy it from the browser.</summary>
    public const string RepositoryUrl = "repoUrl";

    /// <summary>The account.</summary>
    public const string UserName = "username";

    /// <summary>The account's password or access token.</summary>
    public const string Password = "password";

    /// <summary>The address of Docker Hub's own API.</summary>
    public const string ApiUrl = "apiUrl";

    /// <summary>Who tells the registry where to send its notifications.</summary>
    public const string Hooks = "hooks";

    /// <summary>A person does, because the account may not.</summary>
    public const string HooksByHand = "manual";

    /// <summary>The server types at whose registries Slipway itself can make webhooks.</summary>
    private static readonly ImmutableArray<string> WithHookApi = [DockerHub, "Harbor", "Quay", "Artifactory"];

    /// <summary>The server type of Docker Hub, whose own API is elsewhere than its images.</summary>
    public const string DockerHub = "DockerHub";

    /// <summary>The server type of any registry that speaks the Distribution API, which may be open to everybody.</summary>
    public const string GenericRegistry = "Registry";

    /// <summary>The server type of Google's Artifact Registry, whose pushes come by Pub/Sub, signed in a service account's name.</summary>
    public const string ArtifactRegistry = "ArtifactRegistry";

    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("dockerRegistry", "Docker Registry",
    [
        new(ServerType, "Server type", "The kind of registry; Registry for any other that speaks the Distribution API (v2).")
        {
            Kind = PropertyKind.Choice,
            IsRequired = true,
            Default = DockerHub,
            Choices = [DockerHub, "Docker_Trusted_Registry", GenericRegistry, "Harbor", "Quay", "GHCR", "ACR", "ECR", ArtifactRegistry, "Artifactory", "Nexus", "GitLab"],
        },
        new(RepositoryUrl, "Repo URL", "The repository's page, such as https://hub.docker.com/repository/docker/acme/web, or its address at the registry, such as https://registry.acme.example/acme/web.")
        {
            Kind = PropertyKind.Url,
            IsDestination = true,
            IsRequired = true,
        },
        new(UserName, "Username", "An account that may administer the repository. AWS at ECR, _json_key at Artifact Registry, $oauthtoken at Quay.")
        {
            IsRequired = true,
            RequiredWhen = new(ServerType, GenericRegistry) { IsNot = true },
        },
        new(Password, "Password", "The account's password or access token.")
        {
            IsSecret = true,
            IsRequired = true,
            RequiredWhen = new(ServerType, GenericRegistry) { IsNot = true },
        },
        new(ApiUrl, "API URL", "The address of Docker Hub's API.") { Kind = PropertyKind.Url, IsDestination = true, Default = "https://hub.docker.com", When = new(ServerType, DockerHub) },
        new(Hooks, "Webhooks", "automatic: Slipway makes the webhook at the registry, for which the account must be allowed to; manual: you do, with the address that the webhook's card shows.")
        {
            Kind = PropertyKind.Choice,
            Default = "automatic",
            Choices = ["automatic", HooksByHand],
            When = new(ServerType, WithHookApi),
        },
        Fingerprint.Property,
    ])
    {
        Description = "A registry of images, for Docker triggers.",
    };
}
