using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Projects.Endpoints.Trust;

/// <summary>
/// Which server certificates an endpoint trusts: exactly the one with the endpoint's fingerprint; else those its
/// certificate authority signed for the host; else those the system trusts. There is no way to trust just any.
/// The one place where that is decided, for everything that speaks TLS with what an endpoint names.
/// </summary>
public sealed class ServerTrust(byte[]? fingerprint, X509Certificate2Collection authorities)
{
    private volatile Refusal? _refusal;

    /// <summary>The certificate that the last handshake was refused for; null when it was not, or there has been none.</summary>
    public ServerCertificate? Refused => _refusal?.Certificate;

    /// <summary>The trust that an endpoint's properties say.</summary>
    /// <param name="fingerprint">The accepted fingerprint; null for none.</param>
    /// <param name="authority">The certificate authority as PEM or its base64; null for none.</param>
    /// <returns>Null when one of them cannot be read.</returns>
    public static ServerTrust? Read(string? fingerprint, string? authority = null)
    {
        var authorities = new X509Certificate2Collection();
        if (authority is not null)
        {
            try
            {
                authorities.ImportFromPem(PemText.Of(authority) ?? "");
            }
            catch (CryptographicException)
            {
                return null;
            }

            if (authorities.Count == 0)
            {
                return null;
            }
        }

        return fingerprint is null ? new ServerTrust(null, authorities)
            : Fingerprint.TryParse(fingerprint, out var hash) ? new ServerTrust(hash, authorities)
            : null;
    }

    /// <summary>How chains are built: what a certificate names is not downloaded, for then any server could have us call any address.</summary>
    public static X509ChainPolicy NoDownloads() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };

    /// <summary>Decides about a certificate that a server shows; fit to be a <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Validate(object? sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (presented is not X509Certificate2 certificate)
        {
            return false;
        }

        var trusted = fingerprint is not null
            ? CryptographicOperations.FixedTimeEquals(fingerprint, Fingerprint.Of(certificate))
            : authorities.Count > 0 ? IsSigned(certificate, chain, errors) : errors is SslPolicyErrors.None;
        _refusal = trusted ? null : new Refusal(ServerCertificate.From(certificate), errors, IsOutOfTime(chain));
        return trusted;
    }

    /// <summary>Why the last handshake failed, and what would make it succeed.</summary>
    public string ExplainRefusal(string address)
    {
        if (_refusal is not { } refusal)
        {
            return $"{address}: no secure connection could be made (TLS). Does the server speak TLS on that port?";
        }

        var (certificate, errors, isOutOfTime) = refusal;
        var why = fingerprint is not null ? "it is not the one whose fingerprint the endpoint has"
            : authorities.Count > 0 ? "the endpoint's certificate authority did not sign it for this host"
            : isOutOfTime ? $"it is good from {certificate.BeginsOn:yyyy-MM-dd} to {certificate.ExpiresOn:yyyy-MM-dd} only"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? "the system does not trust whoever signed it"
            : $"it is for {(certificate.HostNames is [] ? "no host" : string.Join(", ", certificate.HostNames.Take(5)))}, not for this one";
        return $"{address}: the server's certificate is not trusted: {why}. Its SHA-256 fingerprint is {certificate.Sha256}; "
            + "if that is your server's, set it as the endpoint's 'fingerprint'.";
    }

    private bool IsSigned(X509Certificate2 certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) is not SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy = NoDownloads();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainElements.Select(e => e.Certificate).ToArray());
        }

        return chain.Build(certificate);
    }

    private static bool IsOutOfTime(X509Chain? chain) =>
        chain is { ChainElements: [var own, ..] } && own.ChainElementStatus.Any(status => status.Status is X509ChainStatusFlags.NotTimeValid);

    private sealed record Refusal(ServerCertificate Certificate, SslPolicyErrors Errors, bool IsOutOfTime);
}
