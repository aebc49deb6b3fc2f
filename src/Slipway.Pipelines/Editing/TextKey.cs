using System.Text.Json.Nodes;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines.Editing;

/// <summary>The key at the start of a line.</summary>
/// <param name="Name">What it means.</param>
/// <param name="Start">Where it starts in the line.</param>
/// <param name="End">Where its colon stands.</param>
internal sealed record TextKey(string Name, int Start, int End)
{
    // What begins something else than a plain text in YAML.
    private const string Indicators = "?:,[]{}#&*!|>'\"%@`-";

    /// <summary>The key of a line; null where there is none that can be told for certain.</summary>
    public static TextKey? Of(string line)
    {
        var start = line.Length - line.TrimStart(' ').Length;
        return start == line.Length ? null
            : line[start] is '\'' or '"' ? Quoted(line, start)
            : Indicators.Contains(line[start], StringComparison.Ordinal) ? null
            : Plain(line, start);
    }

    /// <summary>A key as it is written, without its colon.</summary>
    public static string Write(string name) => YamlPrinter.Print([new JsonObject { [name] = 0 }])["---\n".Length..^": 0\n".Length];

    private static TextKey? Plain(string line, int start)
    {
        for (var at = start; at < line.Length; at++)
        {
            if (line[at] is ':' && (at + 1 == line.Length || line[at + 1] is ' ' or '\t'))
            {
                return new TextKey(line[start..at].TrimEnd(), start, at);
            }

            if (line[at] is '#' && line[at - 1] is ' ' or '\t')
            {
                return null;
            }
        }

        return null;
    }

    private static TextKey? Quoted(string line, int start)
    {
        var end = line.IndexOf(line[start], start + 1);
        var name = end < 0 ? "" : line[(start + 1)..end];
        if (end < 0 || name.Contains('\\', StringComparison.Ordinal) || (end + 1 < line.Length && line[end + 1] == line[start]))
        {
            return null;
        }

        var colon = line.AsSpan(end + 1).TrimStart(' ') is [':', ..] ? line.IndexOf(':', end) : -1;
        return colon >= 0 && (colon + 1 == line.Length || line[colon + 1] is ' ' or '\t') ? new TextKey(name, start, colon) : null;
    }
}
