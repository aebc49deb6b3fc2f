using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>
/// Which server certificates an endpoint trusts: exactly the one with the endpoint's fingerprint; else those its
/// certificate authority signed for the host; else those the system trusts. There is no way to trust just any.
/// </summary>
internal sealed class ServerTrust(byte[]? fingerprint, X509Certificate2Collection authorities)
{
    private string? _refused;

    public bool Validate(X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (presented is not X509Certificate2 certificate)
        {
            return false;
        }

        var seen = SHA256.HashData(certificate.RawData);
        var trusted = fingerprint is not null
            ? CryptographicOperations.FixedTimeEquals(fingerprint, seen)
            : authorities.Count > 0 ? IsSigned(certificate, chain, errors) : errors is SslPolicyErrors.None;
        _refused = trusted ? null : Convert.ToHexString(seen);
        return trusted;
    }

    /// <summary>Why the last handshake failed, and what would make it succeed.</summary>
    public string ExplainRefusal(string address)
    {
        if (_refused is not { } seen)
        {
            return $"{address}: no secure connection could be made (TLS).";
        }

        var shown = string.Join(':', seen.Chunk(2).Select(pair => new string(pair)));
        var why = fingerprint is not null
            ? "it is not the one whose fingerprint the endpoint has"
            : authorities.Count > 0 ? "the endpoint's certificate authority did not sign it for this host" : "the system does not trust whoever signed it";
        return $"{address}: the server's certificate is not trusted: {why}. Its SHA-256 fingerprint is {shown}; "
            + "if that is your cluster's, set it as the endpoint's 'fingerprint', or give the cluster's CA as 'certAuthorityData'.";
    }

    private bool IsSigned(X509Certificate2 certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) is not SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainElements.Select(e => e.Certificate).ToArray());
        }

        return chain.Build(certificate);
    }
}
