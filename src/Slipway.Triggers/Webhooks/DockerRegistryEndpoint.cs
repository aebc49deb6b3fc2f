using Slipway.Projects.Endpoints;

namespace Slipway.Triggers.Webhooks;

/// <summary>The endpoint type of image registries. Code Stream's own type string and property keys are not public; these are ours.</summary>
public static class DockerRegistryEndpoint
{
    /// <summary>The registry's kind.</summary>
    public const string ServerType = "serverType";

    /// <summary>The address of the repository's page, as people copy it from the browser.</summary>
    public const string RepositoryUrl = "repoUrl";

    /// <summary>The account.</summary>
    public const string UserName = "username";

    /// <summary>The account's password or access token.</summary>
    public const string Password = "password";

    /// <summary>The address of the registry's own API.</summary>
    public const string ApiUrl = "apiUrl";

    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("dockerRegistry", "Docker Registry",
    [
        new(ServerType, "Server type", "The kind of registry.") { IsRequired = true, Default = "DockerHub", Choices = ["DockerHub"] },
        new(RepositoryUrl, "Repo URL", "The repository's page, such as https://hub.docker.com/repository/docker/acme/web.") { IsRequired = true },
        new(UserName, "Username", "An account that may administer the repository.") { IsRequired = true },
        new(Password, "Password", "The account's password or access token.") { IsRequired = true, IsSecret = true },
        new(ApiUrl, "API URL", "The address of Docker Hub's API.") { Default = "https://hub.docker.com" },
    ]);
}
