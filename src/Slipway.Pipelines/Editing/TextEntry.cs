namespace Slipway.Pipelines.Editing;

/// <summary>A key with its value, or an item of a list, as it is written.</summary>
/// <param name="Key">The key; null for an item.</param>
/// <param name="Before">The comments and blank lines before it.</param>
/// <param name="Lines">Its own lines.</param>
internal sealed record TextEntry(string? Key, List<string> Before, List<string> Lines)
{
    /// <summary>Whether what stands after the indentation begins an item of a list.</summary>
    public static bool IsItem(string content) => content is "-" or ['-', ' ', ..];

    /// <summary>What stands before the entry and is not about it: everything up to the last blank line. It is taken away from the entry.</summary>
    public List<string> TakeDistant()
    {
        var distant = Before.GetRange(0, Before.FindLastIndex(line => line.Trim().Length == 0) + 1);
        Before.RemoveRange(0, distant.Count);
        return distant;
    }

    /// <summary>The entry under another name.</summary>
    public TextEntry Renamed(string key)
    {
        var known = TextKey.Of(Lines[0])!;
        return this with { Key = key, Lines = [Lines[0][..known.Start] + TextKey.Write(key) + Lines[0][known.End..], .. Lines.Skip(1)] };
    }

    /// <summary>The entry at another depth.</summary>
    public TextEntry MovedBy(int columns)
    {
        string Moved(string line) => line.Trim().Length == 0 ? line : columns < 0 ? line[Math.Min(-columns, line.Length - line.TrimStart(' ').Length)..] : new string(' ', columns) + line;
        return this with { Before = [.. Before.Select(Moved)], Lines = [.. Lines.Select(Moved)] };
    }
}
