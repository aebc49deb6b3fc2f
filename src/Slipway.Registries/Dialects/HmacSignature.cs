using System.Security.Cryptography;
using System.Text;

namespace Slipway.Registries.Dialects;

/// <summary>The signature that is the HMAC of the body under the webhook's secure token, in hexadecimal digits.</summary>
internal static class HmacSignature
{
    /// <summary>Whether the signature is right. Takes as long for a wrong one as for the right one.</summary>
    /// <param name="hash">The hash, as the registry documents it.</param>
    /// <param name="secret">The webhook's secure token; an empty one signs nothing.</param>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="signature">Hexadecimal digits in either case; null when there is none.</param>
    public static bool IsRight(HashAlgorithmName hash, string secret, ReadOnlyMemory<byte> body, string? signature)
    {
        if (signature is null || secret.Length == 0)
        {
            return false;
        }

        var expected = CryptographicOperations.HmacData(hash, Encoding.UTF8.GetBytes(secret), body.Span);
        var given = new byte[expected.Length];
        return Convert.FromHexString(signature, given, out var consumed, out var written) == System.Buffers.OperationStatus.Done
            && consumed == signature.Length
            && written == expected.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    /// <summary>Whether the text is the secret itself. Takes as long for a wrong one as for the right one.</summary>
    public static bool IsSecret(string secret, string? text) =>
        text is not null
        && secret.Length > 0
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
