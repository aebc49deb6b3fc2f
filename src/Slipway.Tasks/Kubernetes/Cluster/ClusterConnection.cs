using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Authentication;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>Makes the official client from an endpoint's properties. What is wrong with them is said without their values.</summary>
internal static class ClusterConnection
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The client, its trust, and the address to show; or what is wrong with the endpoint.</summary>
    public static Checked<ClusterClient> Open(Endpoint endpoint, InCluster surroundings)
    {
        var authentication = endpoint.Property(KubernetesEndpoint.AuthType) ?? KubernetesEndpoint.TokenAuth;
        var expanded = authentication switch
        {
            KubernetesEndpoint.KubeconfigAuth => KubeconfigReader.Expand(endpoint),
            KubernetesEndpoint.InClusterAuth => surroundings.Expand(endpoint),
            _ => endpoint,
        };
        return expanded.IsWrong ? Wrong(endpoint, expanded.Problem) : OpenExpanded(expanded.Value, surroundings);
    }

    private static Checked<ClusterClient> OpenExpanded(Endpoint endpoint, InCluster surroundings)
    {
        if (!Uri.TryCreate(endpoint.Property(KubernetesEndpoint.KubernetesUrl), UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Query.Length > 0)
        {
            return Wrong(endpoint, $"'{KubernetesEndpoint.KubernetesUrl}' must be an address like https://10.0.0.1:6443");
        }

        var config = new KubernetesClientConfiguration { Host = url.AbsoluteUri, HttpClientTimeout = Timeout.InfiniteTimeSpan, SslCaCerts = [] };
        X509Certificate2? clientCertificate = null;
        switch (endpoint.Property(KubernetesEndpoint.AuthType) ?? KubernetesEndpoint.TokenAuth)
        {
            case KubernetesEndpoint.TokenAuth:
                config.AccessToken = endpoint.Property(KubernetesEndpoint.Token)?.Trim();
                if (string.IsNullOrEmpty(config.AccessToken) || config.AccessToken.Any(c => c is <= ' ' or > '~'))
                {
                    return Wrong(endpoint, $"authentication 'token' needs '{KubernetesEndpoint.Token}', one line without blanks");
                }

                break;
            case KubernetesEndpoint.BasicAuth:
                config.Username = endpoint.Property(KubernetesEndpoint.Username);
                config.Password = endpoint.Property(KubernetesEndpoint.Password);
                if (config.Username is null || config.Password is null)
                {
                    return Wrong(endpoint, $"authentication 'basicAuth' needs '{KubernetesEndpoint.Username}' and '{KubernetesEndpoint.Password}'");
                }

                break;
            case KubernetesEndpoint.CertificateAuth:
                clientCertificate = ClientCertificate.Read(endpoint.Property(KubernetesEndpoint.CertificateData), endpoint.Property(KubernetesEndpoint.CertificateKeyData));
                if (clientCertificate is null)
                {
                    return Wrong(endpoint, $"authentication 'certificate' needs '{KubernetesEndpoint.CertificateData}' and '{KubernetesEndpoint.CertificateKeyData}' that belong together, as PEM or its base64");
                }

                break;
            case KubernetesEndpoint.InClusterAuth:
                config.TokenProvider = new TokenFileAuth(surroundings.TokenFile);
                break;
            default:
                return Wrong(endpoint, $"'{KubernetesEndpoint.AuthType}' must be one of: {string.Join(", ", KubernetesEndpoint.Type.Property(KubernetesEndpoint.AuthType)!.Choices)}");
        }

        if (ServerTrust.Read(endpoint.Property(KubernetesEndpoint.Fingerprint), endpoint.Property(KubernetesEndpoint.CertificateAuthorityData)) is not { } trust)
        {
            return Wrong(endpoint, $"'{KubernetesEndpoint.CertificateAuthorityData}' must be PEM or its base64, and '{KubernetesEndpoint.Fingerprint}' 64 hexadecimal digits");
        }

        SocketsHttpHandler? handler = null;
        config.FirstMessageHandlerSetup = h => handler = h;
        var client = new k8s.Kubernetes(config);

        // After the client's own set-up, whose check of the certificate knows neither fingerprints nor the system's trust.
        handler!.SslOptions.RemoteCertificateValidationCallback = trust.Validate;
        if (clientCertificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => clientCertificate;
        }

        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = s_connectTimeout;
        handler.EnableMultipleHttp2Connections = true;
        return new ClusterClient(client, trust, url.GetLeftPart(UriPartial.Path).TrimEnd('/'));
    }

    private static Checked<ClusterClient> Wrong(Endpoint endpoint, string what) =>
        Checked<ClusterClient>.Wrong($"endpoint '{endpoint.Name}' of project '{endpoint.Project}': {what}.");
}

/// <summary>A ready client of one cluster.</summary>
/// <param name="Kubernetes">The official client.</param>
/// <param name="Trust">Knows why a handshake failed.</param>
/// <param name="Address">The server's address, for messages.</param>
internal sealed record ClusterClient(k8s.Kubernetes Kubernetes, ServerTrust Trust, string Address);
