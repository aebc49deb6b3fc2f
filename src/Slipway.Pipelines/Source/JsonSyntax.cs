using System.Text;
using System.Text.Json;

namespace Slipway.Pipelines.Source;

/// <summary>Says what is wrong with a text that is no JSON, in the words of someone who writes it by hand.</summary>
internal static class JsonSyntax
{
    public static void Tell(JsonException e, string text, DiagnosticList diagnostics)
    {
        var index = Math.Min(IndexOf(text, e.LineNumber ?? 0, e.BytePositionInLine ?? 0), text.Length);
        if (e.Message.Contains("trailing comma", StringComparison.Ordinal))
        {
            var comma = index > 0 && text.LastIndexOf(',', index - 1) is var at and >= 0 ? at : index;
            diagnostics.Error(DiagnosticCodes.Syntax, SourceText.PlaceOf(text, comma), "There is a comma after the last item, which JSON does not allow.", "Take it out.");
        }
        else if (e.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            SourceBudget.TooDeep(SourceText.PlaceOf(text, index)).Tell(diagnostics);
        }
        else
        {
            var (sentence, hint) = Reason(e, index < text.Length ? text[index] : null);
            diagnostics.Error(DiagnosticCodes.Syntax, SourceText.PlaceOf(text, index), sentence, hint);
        }
    }

    private static (string Sentence, string? Hint) Reason(JsonException e, char? at) => at switch
    {
        null => ("The JSON ends before everything in it is closed.", "Close every text, list and object."),
        '/' or '#' => ("Here starts a comment, which JSON does not have.", "Take it out, or write the file as YAML, where '#' starts a comment."),
        '\'' => ("JSON has texts in double quotes only.", "Write \" in place of '."),
        '\n' or '\r' or '\t' => ("A text in JSON stands on one line and has no tabs.", @"Write \n for a line end and \t for a tab."),
        _ => ("This is no JSON: " + Sentence(e.Message), null),
    };

    /// <summary>"'x' is invalid … LineNumber: 0 | BytePositionInLine: 5." says the place too, which is told by us.</summary>
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return SourceText.Shown(end < 0 ? message : message[..end], 200);
    }

    private static int IndexOf(string text, long line, long bytes)
    {
        var start = 0;
        for (; line > 0 && text.IndexOf('\n', start) is var end and >= 0; line--)
        {
            start = end + 1;
        }

        var at = start;
        while (bytes > 0 && at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var chars);
            bytes -= rune.Utf8SequenceLength;
            at += chars;
        }

        return at;
    }
}
