using System.Security.Cryptography;
using Slipway.Registries.Images;

namespace Slipway.Registries.Inspection;

/// <summary>The digest of a manifest, made from its bytes (OCI image specification, 1.1, "Digests").</summary>
internal static class ManifestHash
{
    /// <summary>What registries use unless somebody wants another one.</summary>
    public const string Sha256 = "sha256";

    /// <summary>What a digest is made with.</summary>
    public static string AlgorithmOf(Digest digest) => digest.Value[..digest.Value.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The digest; null when there are no bytes, or it is made with what nobody here knows.</summary>
    public static Digest? Of(byte[] manifest, string algorithm) =>
        (manifest.Length, algorithm) switch
        {
            (0, _) => null,
            (_, Sha256) => SHA256.HashData(manifest),
            (_, "sha384") => SHA384.HashData(manifest),
            (_, "sha512") => SHA512.HashData(manifest),
            _ => null,
        } is { } hash ? new Digest($"{algorithm}:{Convert.ToHexStringLower(hash)}") : null;
}
