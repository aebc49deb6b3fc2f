using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Server.Triggers.Pages;

/// <summary>A delivery's body as people read it. Strangers wrote it: whatever it holds is a text, and there is an end to it.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="IsCut">Whether there is more.</param>
internal sealed record DeliveryText(string Text, bool IsCut)
{
    /// <summary>How much is shown, in bytes of the body and in characters of the text.</summary>
    public const int MaxLength = 64 * 1024;

    private const char FirstPicture = '\u2400';
    private const char FirstPrintable = ' ';

    // Not for a script: Blazor encodes it as text.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A body: laid out if it is JSON, as it is otherwise.</summary>
    public static DeliveryText Of(ReadOnlySpan<byte> body)
    {
        var isCut = body.Length > MaxLength;
        var text = isCut ? null : LaidOut(body);
        return new(Visible(text ?? Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxLength)])), isCut);
    }

    private static string? LaidOut(ReadOnlySpan<byte> body)
    {
        try
        {
            // Laid out, what is deeply nested grows far beyond what was sent.
            return JsonNode.Parse(body)?.ToJsonString(Indented) is { Length: <= MaxLength } text ? text : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // ArgumentException: a name that an object has twice.
            return null;
        }
    }

    private static string Visible(string text) =>
        text.Any(IsHidden) ? string.Concat(text.Select(c => IsHidden(c) ? (char)(FirstPicture + c) : c)) : text;

    private static bool IsHidden(char c) => c < FirstPrintable && c is not ('\n' or '\r' or '\t');
}
