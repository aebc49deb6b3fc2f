using System.Security.Cryptography;

namespace Slipway.Projects.Endpoints.Trust;

/// <summary>The SHA-256 of an SSH host key, as OpenSSH writes it.</summary>
public static class HostKeyFingerprint
{
    private const string Prefix = "SHA256:";

    /// <summary>Reads <c>SHA256:</c> and the hash as base64 without padding.</summary>
    public static bool TryParse(string text, out byte[] hash)
    {
        var bare = text.Trim();
        hash = new byte[SHA256.HashSizeInBytes];
        return bare.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && bare[Prefix.Length..].TrimEnd('=') is { Length: 43 } base64
            && Convert.TryFromBase64String(base64 + "=", hash, out var length)
            && length == hash.Length;
    }

    /// <summary>As OpenSSH shows it.</summary>
    public static string Shown(ReadOnlySpan<byte> key) => Prefix + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('=');
}
