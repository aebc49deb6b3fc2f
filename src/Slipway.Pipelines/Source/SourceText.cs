using System.Text;

namespace Slipway.Pipelines.Source;

/// <summary>Makes text of bytes, and refuses what no document may hold, before any parser sees it.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null after saying why there is none.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes, int maxBytes, DiagnosticList diagnostics)
    {
        if (bytes.Length > maxBytes)
        {
            TooLarge(bytes.Length, maxBytes, diagnostics);
            return null;
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (FirstInvalid(bytes) is var at and >= 0)
        {
            diagnostics.Error(DiagnosticCodes.NotText, PlaceOf(bytes[..at]), $"The byte 0x{bytes[at]:X2} is no UTF-8.", "Save the file as UTF-8.");
            return null;
        }

        return Checked(Utf8.GetString(bytes), diagnostics);
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, int, DiagnosticList)"/>
    public static string? Read(string text, int maxBytes, DiagnosticList diagnostics)
    {
        // A char is one to three bytes: count exactly only when the answer is not plain.
        if (text.Length > maxBytes || (text.Length > maxBytes / 3 && Encoding.UTF8.GetByteCount(text) > maxBytes))
        {
            TooLarge(Encoding.UTF8.GetByteCount(text), maxBytes, diagnostics);
            return null;
        }

        return Checked(text.Length > 0 && text[0] is '\uFEFF' ? text[1..] : text, diagnostics);
    }

    private static void TooLarge(int bytes, int maxBytes, DiagnosticList diagnostics) =>
        diagnostics.Error(DiagnosticCodes.TooLarge, new Place(1, 1), $"The document has {bytes} bytes; at most {maxBytes} are read.");

    private static string? Checked(string text, DiagnosticList diagnostics)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (c is not ('\t' or '\n' or '\r' or '\u0085') && (char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF'))
            {
                diagnostics.Error(
                    DiagnosticCodes.NotText,
                    PlaceOf(text, i),
                    $"The character U+{(int)c:X4} is not allowed in YAML.",
                    "Take it out, or write it as an escape inside double quotes.");
                return null;
            }
        }

        return text;
    }

    /// <summary>A text of any length as a message shows it.</summary>
    public static string Shown(string text, int most = 60) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";

    /// <summary>Line and column of an index.</summary>
    public static Place PlaceOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new Place(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    private static Place PlaceOf(ReadOnlySpan<byte> before)
    {
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new Place(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return -1;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) is System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        return at;
    }
}
