using Slipway.Projects.Endpoints;

namespace Slipway.Tasks.Kubernetes;

/// <summary>The Kubernetes endpoint: property names are Code Stream's, as its exports and public clients write them.</summary>
public static class KubernetesEndpoint
{
    /// <summary>The declaration that API, form and validation are made from.</summary>
    public static EndpointType Type { get; } = new("k8s", "Kubernetes",
    [
        new(KubernetesUrl, "Cluster URL", "The address of the Kubernetes API, such as https://10.0.0.1:6443.") { IsRequired = true },
        new(AuthType, "Authentication", "How Slipway signs in: a bearer token, a client certificate, or a user name and password.")
        {
            Default = TokenAuth,
            Choices = [TokenAuth, CertificateAuth, BasicAuth],
        },
        new(Token, "Token", "The bearer token of a service account. For authentication 'token'.") { IsSecret = true },
        new(CertificateAuthorityData, "Certificate authority", "The cluster's CA certificate, as PEM or as the base64 of a kubeconfig. Leave empty when the system trusts it."),
        new(CertificateData, "Client certificate", "PEM, or the base64 of a kubeconfig. For authentication 'certificate'."),
        new(CertificateKeyData, "Client key", "PEM, or the base64 of a kubeconfig. For authentication 'certificate'.") { IsSecret = true },
        new(Username, "User name", "For authentication 'basicAuth'."),
        new(Password, "Password", "For authentication 'basicAuth'.") { IsSecret = true },
        new(Fingerprint, "Fingerprint", "The SHA-256 fingerprint of the server's certificate, when that one certificate is to be trusted whoever signed it."),
    ]);

    internal const string KubernetesUrl = "kubernetesURL";
    internal const string AuthType = "authType";
    internal const string Token = "token";
    internal const string CertificateAuthorityData = "certAuthorityData";
    internal const string CertificateData = "certData";
    internal const string CertificateKeyData = "certKeyData";
    internal const string Username = "username";
    internal const string Password = "password";
    internal const string Fingerprint = "fingerprint";

    internal const string TokenAuth = "token";
    internal const string CertificateAuth = "certificate";
    internal const string BasicAuth = "basicAuth";
}
