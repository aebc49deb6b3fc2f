using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.Identity.Keys;

/// <summary>Wraps the key ring's keys.</summary>
internal sealed class RingEncryptor(MasterKey masterKey) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(WrappedKeys.Wrap(masterKey, plaintextElement.ToString(SaveOptions.DisableFormatting)), typeof(RingDecryptor));
}

/// <summary>Unwraps the key ring's keys. Made by the key ring itself, from its type's name.</summary>
internal sealed class RingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(WrappedKeys.TryUnwrap(services.GetRequiredService<MasterKey>(), encryptedElement)
            ?? throw new MasterKeyException($"A key of the ring was wrapped with master key {WrappedKeys.MasterKeyOf(encryptedElement)}."));
}
