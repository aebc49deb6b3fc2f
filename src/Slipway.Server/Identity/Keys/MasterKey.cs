using System.Security.Cryptography;
using System.Text;

namespace Slipway.Server.Identity.Keys;

/// <summary>The key that wraps all others: 32 bytes, written in base64.</summary>
internal sealed class MasterKey
{
    private const int KeyBytes = 32;
    private const int IdDigits = 8;

    private readonly byte[] key;

    private MasterKey(byte[] key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(key, "slipway master key id"u8))[..IdDigits];
    }

    /// <summary>What the key is called by: 8 hex digits that tell nothing of it.</summary>
    public string Id { get; }

    /// <summary>A new key.</summary>
    public static MasterKey Random() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The key in this text.</summary>
    /// <param name="text">32 bytes in base64, with or without white space around.</param>
    /// <param name="where">Where the text was found, for the error.</param>
    /// <exception cref="MasterKeyException">The text is none.</exception>
    public static MasterKey Parse(string text, string where)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeyBytes
            ? new MasterKey(bytes)
            : throw new MasterKeyException($"{where} must hold a master key: {KeyBytes} bytes in base64, as 'openssl rand -base64 {KeyBytes}' makes them.");
    }

    /// <summary>The key as it is written into a file. Not to be shown.</summary>
    public string Export() => Convert.ToBase64String(key);

    /// <summary>Another key, of 32 bytes, which is the same wherever this one is. It tells nothing of this one.</summary>
    /// <param name="purpose">What it is for.</param>
    public byte[] Derive(ReadOnlySpan<byte> purpose) => HMACSHA256.HashData(key, purpose);

    /// <summary>Seals (AES-256-GCM): nonce, tag, cipher text.</summary>
    public byte[] Wrap(string clear)
    {
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        var bytes = Encoding.UTF8.GetBytes(clear);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var cipher = new byte[bytes.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        aes.Encrypt(nonce, bytes, cipher, tag);
        return [.. nonce, .. tag, .. cipher];
    }

    /// <summary>Opens what was sealed with this key; null when it was sealed with another, or changed since.</summary>
    public string? TryUnwrap(ReadOnlySpan<byte> wrapped)
    {
        var head = AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize;
        if (wrapped.Length < head)
        {
            return null;
        }

        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        var clear = new byte[wrapped.Length - head];
        try
        {
            aes.Decrypt(wrapped[..AesGcm.NonceByteSizes.MaxSize], wrapped[head..], wrapped[AesGcm.NonceByteSizes.MaxSize..head], clear);
            return Encoding.UTF8.GetString(clear);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"master key {Id}";
}
