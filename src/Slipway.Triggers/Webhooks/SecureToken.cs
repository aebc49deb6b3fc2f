using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Triggers.Webhooks;

/// <summary>The random text that tells a registry's deliveries from anybody else's (Docker Hub signs nothing).</summary>
/// <param name="Value">The text, in clear.</param>
public sealed record SecureToken(string Value)
{
    private const int GeneratedBytes = 24;

    /// <summary>A new token of 192 random bits: 32 characters that need no escaping in a URL.</summary>
    public static SecureToken Generate() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(GeneratedBytes)));

    /// <summary>A name for the token that gives nothing away: the hex SHA-256 of its text.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));

    /// <summary>Never the token.</summary>
    public override string ToString() => "(secure token)";
}
