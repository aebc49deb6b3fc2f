using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks;

/// <summary>The certificate that an endpoint signs in with.</summary>
internal static class ClientCertificate
{
    /// <summary>Out of PEM or its base64; null when one is missing, cannot be read, or they do not belong together.</summary>
    public static X509Certificate2? Read(string? certificate, string? key)
    {
        if (PemText.Of(certificate ?? "") is not { } certificatePem || PemText.Of(key ?? "") is not { } keyPem)
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificatePem, keyPem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
