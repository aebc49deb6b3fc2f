using System.Text.Json.Nodes;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines.Editing;

/// <summary>Changes lines of YAML so that they mean another value, from the outside in.</summary>
/// <remarks>What it gives is a proposal: whoever asks reads it again, for there are more ways of writing YAML than lines can tell.</remarks>
internal sealed class TextChange
{
    // Beyond that a block is written anew: nobody has commented each of so many, and their places would take long to find.
    private const int MostEntries = 2000;

    private readonly Dictionary<string, TextEntry> moved = new(StringComparer.Ordinal);

    /// <summary>Prepares a change.</summary>
    /// <param name="lines">All of the text.</param>
    /// <param name="value">What it means.</param>
    public TextChange(List<string> lines, JsonObject value) => Remember(lines, value);

    /// <summary>The lines changed; null where they cannot be.</summary>
    /// <param name="lines">The lines of the value.</param>
    /// <param name="before">What they mean.</param>
    /// <param name="after">What they are to mean.</param>
    /// <param name="depth">How many levels further in parts are changed and not replaced.</param>
    public List<string>? Of(List<string> lines, JsonNode? before, JsonNode? after, int depth) => (before, after) switch
    {
        (JsonObject { Count: <= MostEntries } one, JsonObject { Count: > 0 and <= MostEntries } other) when TextBlock.Map(lines) is { } map => Map(map, one, other, depth),
        (JsonArray one, JsonArray { Count: > 0 } other) when TextBlock.List(lines) is { } list && list.Entries.Count == one.Count => List(list, one, other, depth),
        _ => null,
    };

    private List<string> Map(TextBlock map, JsonObject before, JsonObject after, int depth)
    {
        var names = KeyNames.Of(before, after);
        var written = map.Entries.ToDictionary(entry => entry.Key!);
        TextEntry? Changed(string key) =>
            names.Before(key) is not { } old ? New(key, after[key], map.Indent)
            : written.GetValueOrDefault(old) is { } entry ? Entry(old == key ? entry : entry.Renamed(key), before[old], after[key], depth)
            : Ordered.Same(before[old], after[key]) ? null
            : New(key, after[key], map.Indent);

        var entries = after.Select(pair => Changed(pair.Key)).OfType<TextEntry>().ToDictionary(entry => entry.Key!);
        var kept = Kept(map, entry => !before.ContainsKey(entry.Key!) || names.After(entry.Key!) is not null);
        var order = names.KeepTheirOrder
            ? kept.Select(entry => names.After(entry.Key!) ?? entry.Key!).ToList()
            : [.. after.Select(pair => pair.Key).Where(entries.ContainsKey), .. kept.Select(entry => entry.Key!).Where(key => !before.ContainsKey(key))];
        var all = after.Select(pair => pair.Key).ToList();
        foreach (var key in all.Where(key => entries.ContainsKey(key) && !order.Contains(key)))
        {
            order.Insert(PlaceFor(all.IndexOf(key), all, order), key);
        }

        return (map with { Entries = [.. order.Select(key => entries.GetValueOrDefault(key) ?? written[key])] }).Lines();
    }

    // What stands before an entry that goes, and is not about it, stays.
    private static List<TextEntry> Kept(TextBlock map, Func<TextEntry, bool> stays)
    {
        var kept = new List<TextEntry>();
        var orphans = new List<string>();
        foreach (var entry in map.Entries)
        {
            if (stays(entry))
            {
                entry.Before.InsertRange(0, orphans);
                orphans.Clear();
                kept.Add(entry);
            }
            else if (entry.TakeDistant() is var distant && distant.Exists(line => line.Contains('#', StringComparison.Ordinal)))
            {
                orphans.AddRange(distant);
            }
        }

        map.Tail.InsertRange(0, orphans);
        return kept;
    }

    private List<string> List(TextBlock list, JsonArray before, JsonArray after, int depth)
    {
        var same = ItemPairs.Of(before, after);
        var entries = after.Select((item, at) => same[at] switch
        {
            { } old => Ordered.Same(before[old], item) ? list.Entries[old] : Item(list.Entries[old], before[old], item, depth, list.Indent),
            null => NewItem(item, list.Indent),
        });
        return (list with { Entries = [.. entries] }).Lines();
    }

    private TextEntry Entry(TextEntry entry, JsonNode? before, JsonNode? after, int depth)
    {
        if (Ordered.Same(before, after))
        {
            return entry;
        }

        var key = TextKey.Of(entry.Lines[0])!;
        var rest = entry.Lines[0][(key.End + 1)..];
        if (depth > 0 && rest.TrimStart() is "" or ['#', ..] && Of(entry.Lines[1..], before, after, depth - 1) is { } body)
        {
            return entry with { Lines = [entry.Lines[0], .. body] };
        }

        var lines = rest.TrimStart() is ['[', ..] && after is JsonArray { Count: > 0 } list && Flow(list) is { } flow
            ? [entry.Lines[0][..(key.End + 1)] + " " + flow]
            : New(entry.Key!, after, key.Start).Lines;
        return entry with { Lines = Commented(lines, entry.Lines, rest) };
    }

    private TextEntry Item(TextEntry item, JsonNode? before, JsonNode? after, int depth, int indent)
    {
        var first = item.Lines[0];
        var content = first[(indent + 1)..].TrimStart(' ');
        if (depth > 0 && before is JsonObject && content.Length > 0
            && Of([new string(' ', first.Length - content.Length) + content, .. item.Lines.Skip(1)], before, after, depth - 1) is [var start, .. var rest] && TextKey.Of(start) is not null)
        {
            return item with { Lines = [first[..(first.Length - content.Length)] + start[(first.Length - content.Length)..], .. rest] };
        }

        return item with { Lines = Commented(NewItem(after, indent).Lines, item.Lines, first[(indent + 1)..]) };
    }

    // A comment beside a value of one line stays there.
    private static List<string> Commented(List<string> lines, List<string> before, string value)
    {
        var comment = before.Count == 1 && lines.Count == 1 && value.AsSpan().IndexOfAny('\'', '"') < 0 ? value.IndexOf(" #", StringComparison.Ordinal) : -1;
        return comment < 0 ? lines : [lines[0] + value[value[..comment].TrimEnd().Length..]];
    }

    private TextEntry New(string key, JsonNode? value, int indent) =>
        value is JsonObject && moved.GetValueOrDefault(Identity(key, value)) is { } known
            ? known.MovedBy(indent)
            : new TextEntry(key, [], Printed(new JsonObject { [key] = value?.DeepClone() }, indent));

    private static TextEntry NewItem(JsonNode? value, int indent) => new(null, [], Printed(new JsonArray(value?.DeepClone()), indent));

    private static List<string> Printed(JsonNode value, int indent) =>
        [.. YamlPrinter.Print([value])["---\n".Length..].TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : new string(' ', indent) + line)];

    // A list of one line stays one; null where it holds more than texts.
    private static string? Flow(JsonArray list)
    {
        var items = list.Select(item => item is JsonValue ? YamlPrinter.Print([item])["--- ".Length..].TrimEnd('\n') : "\n").ToList();
        return items.Exists(item => item.Contains('\n', StringComparison.Ordinal)) ? null
            : $"[{string.Join(", ", items.Select(item => item[0] is '\'' or '"' || item.AsSpan().IndexOfAny(",[]{}") < 0 ? item : $"'{item}'"))}]";
    }

    // After the nearest of those that are to stand before it.
    private static int PlaceFor(int at, List<string> all, List<string> order)
    {
        var before = all.Take(at).Reverse().Select(key => order.IndexOf(key)).FirstOrDefault(place => place >= 0, -1);
        return before >= 0 ? before + 1 : all.Skip(at + 1).Select(key => order.IndexOf(key)).FirstOrDefault(place => place >= 0, order.Count);
    }

    // What is moved to another place brings its comments along.
    private void Remember(List<string> lines, JsonObject value)
    {
        foreach (var entry in TextBlock.Map(lines)?.Entries ?? [])
        {
            if (value[entry.Key!] is JsonObject { Count: > 0 } part)
            {
                moved.TryAdd(Identity(entry.Key!, part), entry.MovedBy(-TextKey.Of(entry.Lines[0])!.Start));
                Remember(entry.Lines[1..], part);
            }
        }
    }

    private static string Identity(string key, JsonNode value) => $"{key}\n{value.ToJsonString()}";
}
