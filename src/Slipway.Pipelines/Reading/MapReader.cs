using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads the keys of one map. What nobody asked for is left over for <see cref="Rest"/>.</summary>
/// <param name="map">The map.</param>
/// <param name="owner">Whose map it is, as a sentence says it: <c>stage 'Build'</c>.</param>
/// <param name="diagnostics">Where problems go.</param>
internal sealed class MapReader(SourceMap map, string owner, DiagnosticList diagnostics)
{
    private readonly Dictionary<string, SourceEntry> _entries = map.Entries.ToDictionary(e => e.Key.Text, StringComparer.Ordinal);
    private readonly List<string> _asked = [];

    public Place Place => map.Place;

    public string Owner => owner;

    public DiagnosticList Diagnostics => diagnostics;

    /// <summary>The value; null where the key is missing or has no value.</summary>
    public SourceNode? Node(string key)
    {
        _asked.Add(key);
        return _entries.TryGetValue(key, out var entry) && entry.Value is not SourceScalar { IsNull: true } ? entry.Value : null;
    }

    public Place PlaceOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Key.Place : map.Place;

    public SourceScalar? Scalar(string key, string wanted = "a text")
    {
        switch (Node(key))
        {
            case SourceScalar scalar:
                return scalar;
            case { } other:
                WrongType(key, other, wanted);
                return null;
            default:
                return null;
        }
    }

    public string? Text(string key) => Scalar(key)?.Text;

    /// <summary>A text that must be there and not be blank.</summary>
    public string RequiredText(string key, string hint)
    {
        var node = Node(key);
        if (node is SourceScalar scalar && !string.IsNullOrWhiteSpace(scalar.Text))
        {
            return scalar.Text;
        }

        if (node is null or SourceScalar)
        {
            Missing(key, hint);
        }
        else
        {
            WrongType(key, node, "a text");
        }

        return "";
    }

    public void Missing(string key, string hint)
    {
        var near = _entries.ContainsKey(key) ? null : Suggestion.Nearest(key, _entries.Keys);
        diagnostics.Error(
            DiagnosticCodes.MissingKey,
            near is null ? PlaceOf(key) : PlaceOf(near),
            _entries.ContainsKey(key) ? $"{Capital(owner)} has an empty '{key}'." : $"{Capital(owner)} has no '{key}'.",
            near is null ? hint : $"Is '{near}' meant to be '{key}'? {hint}");
    }

    public bool Boolean(string key, bool otherwise = false)
    {
        var scalar = Scalar(key, "true or false");
        if (scalar is null)
        {
            return otherwise;
        }

        // Older exports and some clients put booleans in quotes.
        if (bool.TryParse(scalar.Text, out var value))
        {
            return value;
        }

        diagnostics.Error(DiagnosticCodes.WrongType, scalar.Place, $"'{key}' of {owner} must be true or false, not '{Shown(scalar.Text)}'.");
        return otherwise;
    }

    /// <summary>One of a few words, in any case.</summary>
    public T? Word<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        var scalar = Scalar(key, "a text");
        if (string.IsNullOrWhiteSpace(scalar?.Text))
        {
            return null;
        }

        if (words.TryGetValue(scalar.Text.Trim().ToUpperInvariant(), out var value))
        {
            return value;
        }

        diagnostics.Error(
            DiagnosticCodes.UnknownWordOfKey,
            scalar.Place,
            $"'{key}' of {owner} is '{Shown(scalar.Text)}'; it must be one of {string.Join(", ", words.Keys)}.",
            () => Suggestion.DidYouMean(scalar.Text, words.Keys));
        return null;
    }

    public decimal Decimal(string key, decimal otherwise, decimal above)
    {
        var scalar = Scalar(key, "a number");
        if (scalar is null)
        {
            return otherwise;
        }

        if (!decimal.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            diagnostics.Error(DiagnosticCodes.WrongType, scalar.Place, $"'{key}' of {owner} must be a number, not '{Shown(scalar.Text)}'.");
            return otherwise;
        }

        if (value <= above)
        {
            diagnostics.Error(DiagnosticCodes.OutOfRange, scalar.Place, $"'{key}' of {owner} is {Shown(scalar.Text)}; it must be above {above.ToString(CultureInfo.InvariantCulture)}.");
            return otherwise;
        }

        return value;
    }

    /// <summary>The maps of a list, each read by itself.</summary>
    public IEnumerable<MapReader> Maps(string key, string itemOwner)
    {
        switch (Node(key))
        {
            case null or SourceMap { Entries.Count: 0 }:
                yield break;
            case SourceList list:
                foreach (var item in list.Items)
                {
                    if (item is SourceMap one)
                    {
                        yield return new MapReader(one, itemOwner, diagnostics);
                    }
                    else
                    {
                        diagnostics.Error(DiagnosticCodes.WrongType, item.Place, $"Each item of '{key}' of {owner} must be a map, not {item.What}.");
                    }
                }

                yield break;
            case var other:
                WrongType(key, other, "a list");
                yield break;
        }
    }

    public int Integer(string key, int otherwise, int least, int most = int.MaxValue)
    {
        var scalar = Scalar(key, "a whole number");
        if (scalar is null)
        {
            return otherwise;
        }

        if (!int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            diagnostics.Error(DiagnosticCodes.WrongType, scalar.Place, $"'{key}' of {owner} must be a whole number, not '{Shown(scalar.Text)}'.");
            return otherwise;
        }

        if (value < least || value > most)
        {
            diagnostics.Error(DiagnosticCodes.OutOfRange, scalar.Place, $"'{key}' of {owner} is {value}; it must be {(most is int.MaxValue ? $"at least {least}" : $"from {least} to {most}")}.");
            return otherwise;
        }

        return value;
    }

    /// <summary>The texts of a list; one text alone counts as a list of one.</summary>
    public ImmutableArray<SourceScalar> Texts(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case SourceScalar one:
                return [one];
            case SourceList list:
                foreach (var item in list.Items.Where(i => i is not SourceScalar { IsNull: false }))
                {
                    diagnostics.Error(DiagnosticCodes.WrongType, item.Place, $"Each item of '{key}' of {owner} must be a text, not {item.What}.");
                }

                return [.. list.Items.OfType<SourceScalar>().Where(s => !s.IsNull)];
            case var other:
                WrongType(key, other, "a list");
                return [];
        }
    }

    public SourceMap? Map(string key)
    {
        switch (Node(key))
        {
            case SourceMap found:
                return found;
            // An empty list is how some generators write an empty map.
            case null or SourceList { Items.Count: 0 }:
                return null;
            case var other:
                WrongType(key, other, "a map");
                return null;
        }
    }

    public OrderedDictionary<string, JsonNode?> Values(string key) =>
        new((Map(key)?.Entries ?? []).Select(e => KeyValuePair.Create(e.Key.Text, JsonSource.ToJson(e.Value))), StringComparer.Ordinal);

    /// <summary>Any value as JSON; null where the key is missing or has no value.</summary>
    public JsonNode? Json(string key) => Node(key) is { } node ? JsonSource.ToJson(node) : null;

    /// <summary>What nobody asked for, kept so that it survives; with a warning for what is not known at all.</summary>
    public JsonObject? Rest(FrozenSet<string> carried, FrozenSet<string> dropped)
    {
        JsonObject? rest = null;
        foreach (var (key, value) in map.Entries.Where(e => !_asked.Contains(e.Key.Text) && !dropped.Contains(e.Key.Text)))
        {
            (rest ??= [])[key.Text] = JsonSource.ToJson(value);
            if (!carried.Contains(key.Text))
            {
                diagnostics.Warning(
                    DiagnosticCodes.UnknownKey,
                    key.Place,
                    $"The key '{Shown(key.Text)}' of {owner} is not known; it is kept and not read.",
                    () => key.Text is "<<"
                        ? "YAML 1.2 has no merge keys; write the keys out."
                        : Suggestion.DidYouMean(key.Text, _asked.Concat(carried).Where(k => !_entries.ContainsKey(k))));
            }
        }

        return rest;
    }

    public void WrongType(string key, SourceNode node, string wanted) =>
        diagnostics.Error(DiagnosticCodes.WrongType, node.Place, $"'{key}' of {owner} must be {wanted}, not {node.What}.");

    public static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    public static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
