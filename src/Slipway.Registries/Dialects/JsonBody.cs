using System.Buffers;
using System.Text;
using System.Text.Json;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>A registry's delivery opened as a JSON object: bounded in size and depth, mended where <see cref="JsonRepair"/> may.</summary>
internal abstract record JsonBody
{
    /// <summary>What the intake accepts, in bytes: 1 MiB.</summary>
    public const int MaxSize = 1024 * 1024;

    /// <summary>Levels of nesting; the payloads of all known registries stay under ten.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private JsonBody()
    {
    }

    /// <summary>The body is an object. The document belongs to the caller.</summary>
    public sealed record Opened(JsonDocument Document, string? Repair) : JsonBody;

    /// <summary>The body is none.</summary>
    public sealed record Closed(string Reason) : JsonBody;

    public static JsonBody Open(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MaxSize)
        {
            return new Closed($"the body has {body.Length} bytes; at most {MaxSize} are read");
        }

        body = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return new Closed("the body is empty; a JSON object is expected");
        }

        if (FirstInvalidUtf8(body.Span) is { } position)
        {
            return new Closed($"the body is not UTF-8: byte {position} (0x{body.Span[position]:x2}) does not fit there; JSON is UTF-8");
        }

        var (sound, repair) = JsonRepair.Mend(body);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(sound, Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a property name holds half a surrogate pair, which the check for duplicates cannot compare.
            return new Closed($"the body is not JSON{Where(e as JsonException)}; a JSON object is expected{(repair is null ? "" : $" (tried after this: {repair})")}");
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            var kind = document.RootElement.ValueKind;
            document.Dispose();
            return new Closed($"the body is a JSON {kind.Name()}; a JSON object is expected");
        }

        return new Opened(document, repair);
    }

    private static string Where(JsonException? e)
    {
        if (e is null)
        {
            return ": a property name holds half a surrogate pair";
        }

        var position = e.LineNumber is { } line ? $" at line {line + 1}, byte {e.BytePositionInLine + 1}" : "";
        var sentence = string.Concat(e.Message.Split(" LineNumber:")[0].Select(c => char.IsControl(c) ? '?' : c));
        return $"{position}: {(sentence.Length > 160 ? sentence[..160] + "…" : sentence)}";
    }

    private static int? FirstInvalidUtf8(ReadOnlySpan<byte> body)
    {
        if (System.Text.Unicode.Utf8.IsValid(body))
        {
            return null;
        }

        var position = 0;
        while (Rune.DecodeFromUtf8(body[position..], out _, out var consumed) == OperationStatus.Done)
        {
            position += consumed;
        }

        return position;
    }
}
