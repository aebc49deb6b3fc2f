namespace Slipway.Pipelines.Editing;

/// <summary>A block of lines that is a map or a list in YAML's block style, taken apart.</summary>
/// <param name="Indent">How far its entries are indented.</param>
/// <param name="Head">The lines before the first entry that are not about it alone.</param>
/// <param name="Entries">Its entries, in the order of the text.</param>
/// <param name="Tail">The lines after the last one.</param>
internal sealed record TextBlock(int Indent, List<string> Head, List<TextEntry> Entries, List<string> Tail)
{
    /// <summary>The map that the lines hold, by its keys; null where they are written in a way that cannot be told apart line by line.</summary>
    public static TextBlock? Map(IReadOnlyList<string> lines) =>
        Of(lines, (line, before) => TextKey.Of(line) is { } key ? new TextEntry(key.Name, before, [line]) : null, TextEntry.IsItem) is { } map
        && map.Entries.DistinctBy(entry => entry.Key).Count() == map.Entries.Count ? map : null;

    /// <summary>The list that the lines hold; null where it cannot be told apart line by line.</summary>
    public static TextBlock? List(IReadOnlyList<string> lines) =>
        Of(lines, (line, before) => TextEntry.IsItem(line.TrimStart()) ? new TextEntry(null, before, [line]) : null, _ => false);

    /// <summary>The lines again.</summary>
    public List<string> Lines() => [.. Head, .. Entries.SelectMany(entry => entry.Before.Concat(entry.Lines)), .. Tail];

    private static TextBlock? Of(IReadOnlyList<string> lines, Func<string, List<string>, TextEntry?> start, Func<string, bool> isBody)
    {
        var (indent, head, entries, pending) = (-1, new List<string>(), new List<TextEntry>(), new List<string>());
        foreach (var line in lines)
        {
            var content = line.TrimStart(' ');
            var depth = line.Length - content.Length;
            if (content.Trim().Length == 0)
            {
                pending.Add(line);
            }
            else if (indent < 0 && WrittenText.IsMarker(line) && line[3..].TrimStart() is "" or ['#', ..])
            {
                head.AddRange([.. pending, line]);
                pending.Clear();
            }
            else if (entries.Count > 0 && (depth > indent || (depth == indent && isBody(content))))
            {
                entries[^1].Lines.AddRange([.. pending, line]);
                pending.Clear();
            }
            else if (content[0] is '#')
            {
                pending.Add(line);
            }
            else if ((indent < 0 || depth == indent) && start(line, pending) is { } entry)
            {
                indent = depth;
                entries.Add(entry);
                pending = [];
            }
            else
            {
                return null;
            }
        }

        return entries.Count == 0 ? null : new TextBlock(indent, [.. head, .. entries[0].TakeDistant()], entries, pending);
    }
}
