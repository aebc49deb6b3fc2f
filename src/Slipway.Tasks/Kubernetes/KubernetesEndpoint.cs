using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Kubernetes;

/// <summary>The Kubernetes endpoint: property names are Code Stream's, as its exports and public clients write them; kubeconfig and in-cluster are ours.</summary>
public static class KubernetesEndpoint
{
    /// <summary>The declaration that API, form and validation are made from.</summary>
    public static EndpointType Type { get; } = new("k8s", "Kubernetes",
    [
        new(AuthType, "Authentication", "How Slipway signs in: a bearer token, a client certificate, a user name and password, a whole kubeconfig, or the service account of the pod that Slipway itself runs in.")
        {
            Kind = PropertyKind.Choice,
            Default = TokenAuth,
            Choices = [TokenAuth, CertificateAuth, BasicAuth, KubeconfigAuth, InClusterAuth],
        },
        new(KubernetesUrl, "Cluster URL", "The address of the Kubernetes API, such as https://10.0.0.1:6443.")
        {
            Kind = PropertyKind.Url,
            IsDestination = true,
            IsRequired = true,
            When = new(AuthType, TokenAuth, CertificateAuth, BasicAuth),
        },
        new(Token, "Token", "The bearer token of a service account.") { IsSecret = true, IsRequired = true, When = new(AuthType, TokenAuth) },
        new(CertificateAuthorityData, "Certificate authority", "The cluster's CA certificate, as PEM or as the base64 of a kubeconfig. Leave empty when the system trusts it.")
        {
            Kind = PropertyKind.Pem,
            When = new(AuthType, TokenAuth, CertificateAuth, BasicAuth),
        },
        new(CertificateData, "Client certificate", "PEM, or the base64 of a kubeconfig.") { Kind = PropertyKind.Pem, IsRequired = true, When = new(AuthType, CertificateAuth) },
        new(CertificateKeyData, "Client key", "PEM, or the base64 of a kubeconfig.") { Kind = PropertyKind.Pem, IsSecret = true, IsRequired = true, When = new(AuthType, CertificateAuth) },
        new(Username, "User name", "The account at the cluster.") { IsRequired = true, When = new(AuthType, BasicAuth) },
        new(Password, "Password", "The account's password.") { IsSecret = true, IsRequired = true, When = new(AuthType, BasicAuth) },
        new(Kubeconfig, "Kubeconfig", "The whole file. Certificates, keys and tokens must stand in it; commands to run and paths of files are refused.")
        {
            Kind = PropertyKind.Multiline,
            IsSecret = true,
            IsRequired = true,
            When = new(AuthType, KubeconfigAuth),
        },
        new(Context, "Context", "Which context of the kubeconfig to use; empty for its current one.") { When = new(AuthType, KubeconfigAuth) },
        Slipway.Projects.Endpoints.Trust.Fingerprint.Property,
    ])
    {
        Description = "A Kubernetes cluster, for tasks of type K8S.",
    };

    internal const string KubernetesUrl = "kubernetesURL";
    internal const string AuthType = "authType";
    internal const string Token = "token";
    internal const string CertificateAuthorityData = "certAuthorityData";
    internal const string CertificateData = "certData";
    internal const string CertificateKeyData = "certKeyData";
    internal const string Username = "username";
    internal const string Password = "password";
    internal const string Kubeconfig = "kubeconfig";
    internal const string Context = "context";
    internal const string Fingerprint = "fingerprint";

    internal const string TokenAuth = "token";
    internal const string CertificateAuth = "certificate";
    internal const string BasicAuth = "basicAuth";
    internal const string KubeconfigAuth = "kubeconfig";
    internal const string InClusterAuth = "inCluster";
}
