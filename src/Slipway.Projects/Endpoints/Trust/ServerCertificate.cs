using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Projects.Endpoints.Trust;

/// <summary>A certificate as a server showed it, for the person who is to decide about it. All text in it is the server's own.</summary>
/// <param name="Sha1">Its SHA-1, as colons between pairs of hexadecimal digits.</param>
/// <param name="Sha256">Its SHA-256, likewise.</param>
/// <param name="IssuedTo">Its subject.</param>
/// <param name="IssuedBy">Who signed it.</param>
/// <param name="SerialNumber">As hexadecimal digits.</param>
/// <param name="HostNames">The host names and addresses it is for, 50 at most.</param>
/// <param name="BeginsOn">Valid from.</param>
/// <param name="ExpiresOn">Valid until.</param>
public sealed record ServerCertificate(
    string Sha1,
    string Sha256,
    CertificateName IssuedTo,
    CertificateName IssuedBy,
    string SerialNumber,
    ImmutableArray<string> HostNames,
    DateTimeOffset BeginsOn,
    DateTimeOffset ExpiresOn)
{
    private const int MostNames = 50;

    /// <summary>What there is to tell about a certificate.</summary>
    public static ServerCertificate From(X509Certificate2 certificate) => new(
        // Not for security: Code Stream shows it beside the SHA-256, and people compare it with what their browser shows.
        Fingerprint.Shown(certificate.GetCertHash(HashAlgorithmName.SHA1)),
        Fingerprint.Shown(Fingerprint.Of(certificate)),
        CertificateName.From(certificate.SubjectName),
        CertificateName.From(certificate.IssuerName),
        certificate.SerialNumber,
        [.. NamesOf(certificate).Take(MostNames)],
        certificate.NotBefore,
        certificate.NotAfter);

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        try
        {
            return [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())))];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}

/// <summary>What a certificate calls somebody.</summary>
/// <param name="CommonName">CN; empty when there is none.</param>
/// <param name="Organization">O; empty when there is none.</param>
public sealed record CertificateName(string CommonName, string Organization)
{
    private const string CommonNameOid = "2.5.4.3";
    private const string OrganizationOid = "2.5.4.10";
    private const int MaxLength = 256;

    internal static CertificateName From(X500DistinguishedName name) => new(Part(name, CommonNameOid), Part(name, OrganizationOid));

    private static string Part(X500DistinguishedName name, string oid)
    {
        try
        {
            var value = name.EnumerateRelativeDistinguishedNames()
                .FirstOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == oid)?.GetSingleElementValue() ?? "";
            return value.Length <= MaxLength ? value : value[..MaxLength];
        }
        catch (CryptographicException)
        {
            return "";
        }
    }
}
