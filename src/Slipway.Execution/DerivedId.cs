using System.Security.Cryptography;
using System.Text;

namespace Slipway.Execution;

/// <summary>Identities that are the same for the same thing, also after a crash, so that it is made once.</summary>
internal static class DerivedId
{
    /// <summary>The identity of what this text names.</summary>
    public static Guid Of(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);

        // RFC 9562, 5.8: version 8 is for identities made from whatever the maker likes.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
