using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Projects.Endpoints.Trust;

/// <summary>The SHA-256 of a certificate.</summary>
public static class Fingerprint
{
    /// <summary>The property that every endpoint type has that speaks TLS: a person accepts a certificate by writing its fingerprint there.</summary>
    public static EndpointProperty Property { get; } =
        new("fingerprint", "Fingerprint", "The SHA-256 fingerprint of the server's certificate, when that one certificate is to be trusted whoever signed it.")
        {
            Kind = PropertyKind.Fingerprint,
        };

    /// <summary>Reads 64 hexadecimal digits, with or without colons and blanks.</summary>
    public static bool TryParse(string text, out byte[] hash)
    {
        var digits = text.Trim().Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        hash = digits.Length == 2 * SHA256.HashSizeInBytes && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : [];
        return hash.Length > 0;
    }

    /// <summary>The certificate's SHA-256.</summary>
    public static byte[] Of(X509Certificate2 certificate) => SHA256.HashData(certificate.RawData);

    /// <summary>Pairs of upper-case hexadecimal digits with colons between, as browsers and Code Stream show it.</summary>
    public static string Shown(ReadOnlySpan<byte> hash) => string.Join(':', Convert.ToHexString(hash).Chunk(2).Select(pair => new string(pair)));
}
