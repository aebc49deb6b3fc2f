namespace Slipway.Pipelines.Source;

/// <summary>A place in the text, both 1-based; 0:0 where there is no text, as in a JSON tree.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public static Place None => default;
}

/// <summary>A value of a document together with where it stands. What YAML and JSON have in common.</summary>
internal abstract class SourceNode(Place place)
{
    public Place Place { get; } = place;

    /// <summary>How many values this is when every alias is written out; bounded by <see cref="SourceLimits.Values"/>.</summary>
    public abstract int Weight { get; }

    /// <summary>How many characters of text this is when every alias is written out.</summary>
    public abstract long TextLength { get; }

    /// <summary>Levels of nesting below and including this one.</summary>
    public abstract int Height { get; }

    /// <summary>What a person calls it.</summary>
    public abstract string What { get; }

    /// <summary>The value of a key; null where this is no map, or one without that key or with nothing there.</summary>
    public virtual SourceNode? Child(string key) => null;

    /// <summary>Every text in this, in order.</summary>
    public abstract IEnumerable<SourceScalar> Texts();
}

/// <summary>A scalar.</summary>
/// <param name="place">Where it starts.</param>
/// <param name="text">Its text, unescaped.</param>
/// <param name="type">What it is by YAML's core schema.</param>
/// <param name="start">Where its raw text starts in the source; -1 where there is no source.</param>
/// <param name="end">Where its raw text ends.</param>
internal sealed class SourceScalar(Place place, string text, ScalarType type, int start = -1, int end = -1) : SourceNode(place)
{
    public string Text { get; } = text;

    public ScalarType Type { get; } = type;

    public int Start { get; } = start;

    public int End { get; } = end;

    public bool IsNull => Type is ScalarType.Null;

    public override int Weight => 1;

    public override long TextLength => Text.Length;

    public override int Height => 1;

    public override string What => Type switch
    {
        ScalarType.Null => "nothing",
        ScalarType.Boolean => "a boolean",
        ScalarType.Number => "a number",
        _ => "a text",
    };

    public override IEnumerable<SourceScalar> Texts() => Type is ScalarType.Text ? [this] : [];
}

/// <summary>A list.</summary>
internal sealed class SourceList(Place place, IReadOnlyList<SourceNode> items) : SourceNode(place)
{
    public IReadOnlyList<SourceNode> Items { get; } = items;

    public override int Weight { get; } = 1 + items.Sum(i => i.Weight);

    public override long TextLength { get; } = items.Sum(i => i.TextLength);

    public override int Height { get; } = 1 + items.Select(i => i.Height).DefaultIfEmpty().Max();

    public override string What => "a list";

    public override IEnumerable<SourceScalar> Texts() => Items.SelectMany(i => i.Texts());
}

/// <summary>A key of a map and its value.</summary>
internal readonly record struct SourceEntry(SourceScalar Key, SourceNode Value);

/// <summary>A map with text keys, none of them twice.</summary>
internal sealed class SourceMap(Place place, IReadOnlyList<SourceEntry> entries) : SourceNode(place)
{
    public IReadOnlyList<SourceEntry> Entries { get; } = entries;

    public override int Weight { get; } = 1 + entries.Sum(e => 1 + e.Value.Weight);

    public override long TextLength { get; } = entries.Sum(e => e.Key.TextLength + e.Value.TextLength);

    public override int Height { get; } = 1 + entries.Select(e => e.Value.Height).DefaultIfEmpty().Max();

    public override string What => "a map";

    public override SourceNode? Child(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry.Value is SourceScalar { IsNull: true } ? null : entry.Value;
            }
        }

        return null;
    }

    public Place PlaceOfKey(string key) => Entries.FirstOrDefault(e => e.Key.Text == key).Key?.Place ?? Place;

    public override IEnumerable<SourceScalar> Texts() => Entries.SelectMany(e => e.Value.Texts());
}
