using Slipway.Projects.Endpoints;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>What Kubernetes gives a pod to reach its own cluster with (kubernetes.io, "Accessing the Kubernetes API from a Pod").</summary>
/// <param name="Directory">Where the service account is mounted.</param>
/// <param name="Host">The API's host; null outside a cluster.</param>
/// <param name="Port">The API's port; null outside a cluster.</param>
internal sealed record InCluster(string Directory, string? Host, string? Port)
{
    /// <summary>That of the process.</summary>
    public static InCluster OfProcess { get; } = new(
        "/var/run/secrets/kubernetes.io/serviceaccount",
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"),
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT"));

    /// <summary>The file that holds the token now: Kubernetes writes a new one about once an hour.</summary>
    public string TokenFile => Path.Combine(Directory, "token");

    /// <summary>The endpoint with the cluster's address and authority as properties of its own.</summary>
    public Checked<Endpoint> Expand(Endpoint endpoint)
    {
        if (Host is null || Port is null || !File.Exists(TokenFile))
        {
            return Checked<Endpoint>.Wrong("authentication 'inCluster' works only while Slipway runs in a pod with a service account, and this one does not");
        }

        try
        {
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            return endpoint with
            {
                Properties = endpoint.Properties
                    .SetItem(KubernetesEndpoint.KubernetesUrl, $"https://{host}:{Port}")
                    .SetItem(KubernetesEndpoint.CertificateAuthorityData, File.ReadAllText(Path.Combine(Directory, "ca.crt"))),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Checked<Endpoint>.Wrong($"authentication 'inCluster' cannot read the service account in {Directory}");
        }
    }
}
