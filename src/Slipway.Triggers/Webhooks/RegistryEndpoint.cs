using System.Net.Security;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;

namespace Slipway.Triggers.Webhooks;

/// <summary>An endpoint read as the registry that it names.</summary>
internal static class RegistryEndpoint
{
    /// <summary>How to read from the registry; null when the endpoint names none.</summary>
    public static RegistryAccess? Registry(this Endpoint endpoint) => endpoint.Repository(out _) is var (_, address)
        ? new RegistryAccess(endpoint.Property(DockerRegistryEndpoint.ServerType)!, address, endpoint.Property(DockerRegistryEndpoint.UserName), endpoint.Property(DockerRegistryEndpoint.Password)) { Trust = Trust(endpoint) }
        : null;

    /// <summary>How to sign in to change something at the registry.</summary>
    public static RegistryAccount Account(this Endpoint endpoint, Uri address) =>
        new(address, endpoint.Property(DockerRegistryEndpoint.UserName) ?? "", endpoint.Property(DockerRegistryEndpoint.Password) ?? "") { Trust = Trust(endpoint) };

    /// <summary>The repository that the endpoint names, and the address of the registry's API; null with what is wrong.</summary>
    public static (ImageRepository Repository, Uri Address)? Repository(this Endpoint endpoint, out string? problem)
    {
        var serverType = endpoint.Type == DockerRegistryEndpoint.Type.Name ? endpoint.Property(DockerRegistryEndpoint.ServerType) ?? "" : "";
        if (!RepositoryUrl.TryParse(serverType, endpoint.Property(DockerRegistryEndpoint.RepositoryUrl) ?? "", out var repository, out var address, out problem))
        {
            return null;
        }

        // Docker Hub's own API is elsewhere than its images.
        return serverType is DockerRegistryEndpoint.DockerHub && endpoint.Property(DockerRegistryEndpoint.ApiUrl) is { Length: > 0 } api ? (repository, new Uri(api)) : (repository, address);
    }

    private static RemoteCertificateValidationCallback? Trust(Endpoint endpoint) =>
        endpoint.Property(Fingerprint.Property.Name) is { Length: > 0 } fingerprint && ServerTrust.Read(fingerprint) is { } trust ? trust.Validate : null;
}
