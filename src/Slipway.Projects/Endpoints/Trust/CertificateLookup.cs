using System.Collections.Immutable;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Slipway.Projects.Endpoints.Probing;

namespace Slipway.Projects.Endpoints.Trust;

/// <summary>Looks at the certificates that a server shows, and sends it nothing but the handshake.</summary>
public static class CertificateLookup
{
    private const int MostCertificates = 10;

    /// <summary>The server's own certificate first, then those above it as far as they are known; or why there are none.</summary>
    public static async Task<(ImmutableArray<ServerCertificate> Certificates, ProbeResult? Problem)> FindAsync(string host, int port, CancellationToken cancellationToken)
    {
        var address = $"{host}:{port}";
        ImmutableArray<ServerCertificate> found = [];
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, cancellationToken);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    CertificateChainPolicy = ServerTrust.NoDownloads(),
                    RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    {
                        found = [.. Chain(certificate, chain).Take(MostCertificates).Select(ServerCertificate.From)];

                        // Seen is enough: a connection that is refused cannot be used by mistake.
                        return false;
                    },
                },
                cancellationToken);
        }
        catch (Exception e) when (ConnectionFault.Is(e))
        {
            return found is [] ? ([], ConnectionFault.Explain(e, address, null)) : (found, null);
        }

        return (found, found is [] ? new ProbeResult(ProbeCause.Tls, $"{address} shows no certificate.") : null);
    }

    private static IEnumerable<X509Certificate2> Chain(X509Certificate? certificate, X509Chain? chain) =>
        chain is { ChainElements.Count: > 0 } ? chain.ChainElements.Select(element => element.Certificate)
        : certificate is X509Certificate2 own ? [own]
        : [];
}
