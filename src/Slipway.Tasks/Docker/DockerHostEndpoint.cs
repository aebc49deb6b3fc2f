using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Docker;

/// <summary>A host that runs containers. Code Stream's form has the API's URL and a shared path; its keys and type string are not public, these are ours.</summary>
public static class DockerHostEndpoint
{
    /// <summary>The API's address.</summary>
    public const string Url = "url";

    /// <summary>The declaration. No <c>unix://</c>: the socket of this server's own host would make whoever manages endpoints its root.</summary>
    public static EndpointType Type { get; } = new("docker", "Docker host",
    [
        new(Url, "Docker API URL", "The address of the Docker Engine API, such as https://docker.acme.example:2376. tcp:// means https:// with a client certificate and http:// without.")
        {
            Kind = PropertyKind.Url,
            Schemes = ["https", "http", "tcp"],
            IsDestination = true,
            IsRequired = true,
        },
        new("sharedPath", "Shared path", "The folder on the host that containers of one pipeline share.") { Default = "/sharedPath" },
        new(CertificateAuthorityData, "Certificate authority", "The CA certificate of the host, as PEM or its base64. Leave empty when the system trusts it.") { Kind = PropertyKind.Pem },
        new(CertificateData, "Client certificate", "PEM or its base64, when the host asks for one.") { Kind = PropertyKind.Pem },
        new(CertificateKeyData, "Client key", "PEM or its base64.") { Kind = PropertyKind.Pem, IsSecret = true },
        Fingerprint.Property,
    ])
    {
        Description = "A Docker Engine, for the workspaces of pipelines.",
    };

    internal const string CertificateAuthorityData = "certAuthorityData";
    internal const string CertificateData = "certData";
    internal const string CertificateKeyData = "certKeyData";
}
