using System.Buffers;
using System.Globalization;
using System.Text;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Mends what registries are known to get wrong in JSON, and nothing else: backslash escapes that JSON does not have, and raw control
/// characters, both inside strings only. Docker's own documentation prints such a payload (an escaped <c>]</c> in <c>dockerfile</c>).
/// </summary>
internal static class JsonRepair
{
    private const int MaxListed = 3;

    /// <summary>The body with its strings made legal, and in words what was mended; the very same body and null when nothing was.</summary>
    public static (ReadOnlyMemory<byte> Body, string? Repair) Mend(ReadOnlyMemory<byte> body)
    {
        var input = body.Span;
        ArrayBufferWriter<byte>? mended = null;
        var listed = new List<string>(0);
        var count = 0;
        var copied = 0;
        var inString = false;

        for (var i = 0; i < input.Length; i++)
        {
            var b = input[i];
            if (!inString)
            {
                inString = b == '"';
            }
            else if (b == '"')
            {
                inString = false;
            }
            else if (b == '\\')
            {
                if (IsLegalEscape(input[i..]))
                {
                    i++;
                }
                else if (i + 1 < input.Length)
                {
                    if (IsListed())
                    {
                        listed.Add($"'\\{Show(input[i + 1])}' at byte {i} read as '{Show(input[i + 1])}'");
                    }

                    Replace(input, i, default);
                }
            }
            else if (b < 0x20)
            {
                if (IsListed())
                {
                    listed.Add($"raw control character \\u{b:x4} at byte {i} kept as text");
                }

                Replace(input, i, [.. @"\u00"u8, Hex(b >> 4), Hex(b & 0xf)]);
            }
        }

        if (mended is null)
        {
            return (body, null);
        }

        mended.Write(input[copied..]);
        var more = count > listed.Count ? $", and {count - listed.Count} more" : "";
        return (mended.WrittenMemory, $"mended {count} illegal character{(count == 1 ? "" : "s")} in JSON strings: {string.Join("; ", listed)}{more}");

        // The words are made for the first few only: a hostile body has a million of them.
        bool IsListed() => ++count <= MaxListed;

        void Replace(ReadOnlySpan<byte> from, int at, ReadOnlySpan<byte> with)
        {
            mended ??= new ArrayBufferWriter<byte>(from.Length);
            mended.Write(from[copied..at]);
            mended.Write(with);
            copied = at + 1;
        }
    }

    /// <summary>Whether the backslash at the start begins an escape that JSON has (RFC 8259, section 7).</summary>
    private static bool IsLegalEscape(ReadOnlySpan<byte> at) =>
        at.Length > 1
        && (at[1] == 'u'
            ? at.Length >= 6 && char.IsAsciiHexDigit((char)at[2]) && char.IsAsciiHexDigit((char)at[3]) && char.IsAsciiHexDigit((char)at[4]) && char.IsAsciiHexDigit((char)at[5])
            : "\"\\/bfnrt"u8.Contains(at[1]));

    private static byte Hex(int digit) => "0123456789abcdef"u8[digit];

    private static string Show(byte b) =>
        b is >= 0x20 and < 0x7f ? ((char)b).ToString() : string.Create(CultureInfo.InvariantCulture, $"byte 0x{b:x2}");
}
