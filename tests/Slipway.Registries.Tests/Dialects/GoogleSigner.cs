using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Registries.Tests.Dialects;

/// <summary>Signs tokens as Google does (RFC 7515, RS256), with a key of its own.</summary>
internal sealed class GoogleSigner : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);

    public string KeyId { get; init; } = "key-1";

    /// <summary>The public key as Google shows its own.</summary>
    public string Certificates
    {
        get
        {
            var key = rsa.ExportParameters(includePrivateParameters: false);
            return $$"""{"keys":[{"kid":"{{KeyId}}","kty":"RSA","use":"sig","alg":"RS256","n":"{{Url(key.Modulus!)}}","e":"{{Url(key.Exponent!)}}"}]}""";
        }
    }

    public string Sign(JsonObject claims, string algorithm = "RS256")
    {
        var text = $"{Url(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, kid = KeyId, typ = "JWT" }))}.{Url(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var signature = algorithm switch
        {
            "none" => [],
            // The trick of old: the public key, which everybody has, taken for a secret.
            "HS256" => HMACSHA256.HashData(rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text)),
            _ => rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{text}.{Url(signature)}";
    }

    public void Dispose() => rsa.Dispose();

    private static string Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
