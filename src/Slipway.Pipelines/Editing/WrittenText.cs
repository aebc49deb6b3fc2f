using System.Text;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines.Editing;

/// <summary>
/// A pipeline's YAML as a person wrote it. It is changed where the pipeline changes and nowhere else: comments, order, blank lines and ways of
/// writing stay as they are.
/// </summary>
public static class WrittenText
{
    // From the finest change to one that replaces whole keys of the first level.
    private static readonly int[] Depths = [int.MaxValue, 1, 0];

    /// <summary>The text that means another pipeline, with as little of it changed as can be.</summary>
    /// <param name="text">As it was written. What is wrong in it besides stays as it is.</param>
    /// <param name="pipeline">What it is to mean.</param>
    /// <returns>The text changed; all of it written anew where it cannot be changed for certain.</returns>
    public static string Change(string text, Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pipeline);
        if (DocumentFile.Read(text).Sketch is not { } written)
        {
            return DocumentFile.Write(pipeline);
        }

        var (before, after) = (Tree(written), Tree(pipeline));
        if (Ordered.Same(before, after))
        {
            return text;
        }

        var lines = written.Enabled == pipeline.Enabled ? Lines(text) : WithEnabled(Lines(text), before);
        var change = new TextChange(lines, before);
        return Depths.Select(depth => change.Of(lines, before, after, depth) is { } changed ? string.Concat(changed.Select(line => line + "\n")) : null)
            .FirstOrDefault(changed => changed is not null && DocumentFile.Read(changed).Sketch is { } read && Ordered.Same(Tree(read), after))
            ?? DocumentFile.Write(pipeline);
    }

    /// <summary>The texts of the documents of a file, one by one; null where they cannot be told apart, or are JSON.</summary>
    /// <param name="text">The file.</param>
    /// <param name="count">How many documents it has.</param>
    internal static IReadOnlyList<string>? Split(string text, int count)
    {
        if (text.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            return null;
        }

        var parts = new List<(StringBuilder Text, bool HasContent)> { (new(), false) };
        foreach (var line in Lines(text))
        {
            if (IsMarker(line) && parts[^1].HasContent)
            {
                parts.Add((new(), false));
            }

            var (part, hasContent) = parts[^1];
            parts[^1] = (part.Append(line).Append('\n'), hasContent || IsContent(line));
        }

        parts.RemoveAll(part => !part.HasContent);
        return parts.Count == count ? [.. parts.Select(part => part.Text.ToString())] : null;
    }

    /// <summary>Documents as one file, pipelines as they were written.</summary>
    public static string Of(IEnumerable<Document> documents) => string.Concat(
        documents.Select(document => document is Pipeline { Text: { } text } pipeline ? Change(text, pipeline) : DocumentFile.Write(document))
            .Select(text => Array.Exists(text.Split('\n'), IsMarker) ? text : "---\n" + text));

    /// <summary>Whether a line begins a document.</summary>
    internal static bool IsMarker(string line) => line.StartsWith("---", StringComparison.Ordinal) && (line.Length == 3 || line[3] is ' ' or '\t' or '\r');

    private static bool IsContent(string line) => line.AsSpan().Trim() is [not '#', ..] && !IsMarker(line) && line is not [('%' or '.'), ..];

    // What says 'state: ENABLED' would contradict an 'enabled' that comes beside it.
    private static List<string> WithEnabled(List<string> lines, JsonObject meaning)
    {
        var at = lines.FindIndex(line => TextKey.Of(line) is { Name: "state", Start: 0 });
        if (at >= 0 && !meaning.ContainsKey("state") && !lines.Exists(line => TextKey.Of(line) is { Name: "enabled", Start: 0 }))
        {
            lines[at] = $"enabled: {meaning["enabled"]!.ToJsonString()}";
        }

        return lines;
    }

    private static JsonObject Tree(Pipeline pipeline) => new DocumentTree(complete: false).Of(pipeline);

    private static List<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }
}
