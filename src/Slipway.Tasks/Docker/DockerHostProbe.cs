using System.Security.Cryptography.X509Certificates;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Docker;

/// <summary>Asks a Docker Engine for <c>/_ping</c>, which every version answers.</summary>
public sealed class DockerHostProbe : IEndpointProbe
{
    /// <inheritdoc/>
    public string Type => DockerHostEndpoint.Type.Name;

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        X509Certificate2? certificate = null;
        if (endpoint.Property(DockerHostEndpoint.CertificateData) is { } data)
        {
            certificate = ClientCertificate.Read(data, endpoint.Property(DockerHostEndpoint.CertificateKeyData));
            if (certificate is null)
            {
                return new ProbeResult(ProbeCause.Properties, $"'{DockerHostEndpoint.CertificateData}' and '{DockerHostEndpoint.CertificateKeyData}' must be a certificate and its key, as PEM or its base64.");
            }
        }

        using var owned = certificate;
        if (ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name), endpoint.Property(DockerHostEndpoint.CertificateAuthorityData)) is not { } trust)
        {
            return new ProbeResult(ProbeCause.Properties, $"'{DockerHostEndpoint.CertificateAuthorityData}' must hold a certificate as PEM or its base64.");
        }

        using var http = new EndpointHttp(Address(endpoint, certificate is not null), trust, certificate);
        var answer = await http.GetAsync("_ping", null, cancellationToken);
        return answer.Refusal(http.Address, "a Docker Engine API", $"'{DockerHostEndpoint.CertificateData}'")
            ?? (answer is HttpAnswer.Some { Body: "OK" } ok
                ? ProbeResult.Ok($"{http.Address} is a Docker Engine (API version {ok.Header("Api-Version")}).")
                : new ProbeResult(ProbeCause.Protocol, $"{http.Address} answers, but not as a Docker Engine does: check '{DockerHostEndpoint.Url}'."));
    }

    private static Uri Address(Endpoint endpoint, bool hasCertificate)
    {
        var url = new UriBuilder(endpoint.Property(DockerHostEndpoint.Url)!);
        if (url.Scheme is "tcp")
        {
            var port = url.Port > 0 ? url.Port : hasCertificate ? 2376 : 2375;
            url = new UriBuilder(url.Uri) { Scheme = hasCertificate ? "https" : "http", Port = port };
        }

        return url.Uri;
    }
}
