using System.Buffers.Binary;
using System.Buffers.Text;

namespace Slipway.Server.Identity.Keys;

/// <summary>The beginning of a sealed text, which tells the key of the ring that sealed it: Data Protection's magic number, then the key's id.</summary>
internal static class SealedText
{
    /// <summary>How many characters hold that.</summary>
    public const int HeadLength = 27;

    private const uint Magic = 0x09F0C9F0;
    private const int MagicBytes = 4;
    private const int IdBytes = 16;

    /// <summary>The id of the key that sealed it; null when the text was not sealed.</summary>
    public static Guid? KeyOf(ReadOnlySpan<char> text)
    {
        // A last character fills up the last three bytes, of which one is no longer the id's.
        Span<char> head = stackalloc char[HeadLength + 1];
        Span<byte> bytes = stackalloc byte[MagicBytes + IdBytes + 1];
        if (text.Length < HeadLength)
        {
            return null;
        }

        text[..HeadLength].CopyTo(head);
        head[HeadLength] = 'A';
        return Base64Url.TryDecodeFromChars(head, bytes, out var length) && length == bytes.Length && BinaryPrimitives.ReadUInt32BigEndian(bytes) == Magic
            ? new Guid(bytes.Slice(MagicBytes, IdBytes))
            : null;
    }
}
