using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.Identity;

/// <summary>The key that wraps all others: from <c>SLIPWAY_MASTER_KEY</c> (base64, 32 bytes), or from a file that only its owner may read.</summary>
internal sealed class MasterKey(byte[] key)
{
    private const string Variable = "SLIPWAY_MASTER_KEY";
    private const string FileName = "master.key";
    private const int KeyBytes = 32;

    /// <summary>The key that is there, or a new one in a file of mode 0600.</summary>
    /// <exception cref="InvalidOperationException">The text is no base64 of 32 bytes.</exception>
    public static MasterKey LoadOrCreate(string dataDirectory)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
        {
            return Parse(text, Variable);
        }

        var path = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(path, options);
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        return Parse(File.ReadAllText(path), path);
    }

    public byte[] Wrap(ReadOnlySpan<byte> clear)
    {
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var cipher = new byte[clear.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        aes.Encrypt(nonce, clear, cipher, tag);
        return [.. nonce, .. tag, .. cipher];
    }

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped)
    {
        var nonce = wrapped[..AesGcm.NonceByteSizes.MaxSize];
        var tag = wrapped.Slice(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var cipher = wrapped[(nonce.Length + tag.Length)..];
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        var clear = new byte[cipher.Length];
        aes.Decrypt(nonce, cipher, tag, clear);
        return clear;
    }

    private static MasterKey Parse(string text, string where)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeyBytes
            ? new MasterKey(bytes)
            : throw new InvalidOperationException($"{where} must hold a master key: {KeyBytes} bytes in base64.");
    }
}

/// <summary>Wraps the key ring's keys.</summary>
internal sealed class MasterKeyEncryptor(MasterKey masterKey) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrapped = masterKey.Wrap(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(wrapped)), typeof(MasterKeyDecryptor));
    }
}

/// <summary>Unwraps the key ring's keys. Made by the key ring itself, from its type's name.</summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(System.Text.Encoding.UTF8.GetString(services.GetRequiredService<MasterKey>().Unwrap(Convert.FromBase64String(encryptedElement.Value))));
}
