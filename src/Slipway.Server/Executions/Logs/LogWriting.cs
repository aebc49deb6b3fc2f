using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Execution.Logs;
using Slipway.Server.Api;

namespace Slipway.Server.Executions.Logs;

/// <summary>Chunks of a log as people and programs read them.</summary>
internal static partial class LogWriting
{
    /// <summary>A line as text: <c>2026-03-01T12:00:00.123Z [Build.Make] text</c>. Of one task alone, which task it is needs not be said.</summary>
    public static string Text(LogRequest request, LogChunk chunk, LogLine line)
    {
        var attempt = chunk.Attempt;
        var name = attempt.Task.Length > 0 ? $"{attempt.Stage}.{attempt.Task}" : attempt.Stage;
        var number = attempt.Number is 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" #{attempt.Number}");
        var of = request.Query is { Stage: not null, Task: not null } ? "" : $" [{name}{(attempt.IsRollback ? " rollback" : "")}{number}]";
        return $"{line.At.Wire()}{of} {Shown(request, line)}";
    }

    /// <summary>The lines as text, each with a line feed.</summary>
    public static string Text(LogRequest request, LogChunk chunk)
    {
        var text = new StringBuilder();
        foreach (var line in chunk.Lines)
        {
            text.Append(Text(request, chunk, line)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A chunk as a document.</summary>
    public static JsonObject Json(LogRequest request, LogChunk chunk) => new()
    {
        ["position"] = chunk.Position,
        ["stage"] = chunk.Attempt.Stage,
        ["task"] = chunk.Attempt.Task,
        ["attempt"] = chunk.Attempt.Number,
        ["rollback"] = chunk.Attempt.IsRollback,
        ["lines"] = new JsonArray([.. chunk.Lines.Select(line => new JsonObject { ["at"] = line.At.Wire(), ["text"] = Shown(request, line) })]),
    };

    private static string Shown(LogRequest request, LogLine line) => request.IsPlain && line.Text.Contains('\u001b') ? Colours().Replace(line.Text, "") : line.Text;

    [GeneratedRegex("\u001b\\[[0-9:;]*m")]
    private static partial Regex Colours();
}
