using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Holds an order (<c>stageOrder</c>, <c>taskOrder</c>) against the map that it orders.</summary>
internal static class OrderCheck
{
    /// <summary>What stages and tasks are called and what their problems are.</summary>
    internal sealed record Words(string One, string Order, string Map, string Missing, string NotOrdered, string Twice);

    public static void Run(Words words, MapReader reader, IReadOnlyList<(string Name, Place Place)> order, SourceMap? map)
    {
        var names = (map?.Entries ?? []).Select(e => e.Key.Text).ToList();
        var known = names.ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, place) in order)
        {
            if (!seen.Add(name))
            {
                reader.Diagnostics.Error(words.Twice, place, $"'{words.Order}' of {reader.Owner} names {words.One} '{MapReader.Shown(name)}' twice.", $"A {words.One} runs once; take one of them out.");
            }
            else if (!known.Contains(name))
            {
                reader.Diagnostics.Error(
                    words.Missing,
                    place,
                    $"'{words.Order}' of {reader.Owner} names {words.One} '{MapReader.Shown(name)}', but '{words.Map}' has none of that name.",
                    () => Suggestion.DidYouMean(name, names) ?? $"Add it to '{words.Map}', or take it out of '{words.Order}'.");
            }
        }

        foreach (var entry in (map?.Entries ?? []).Where(e => !seen.Contains(e.Key.Text)))
        {
            reader.Diagnostics.Warning(
                words.NotOrdered,
                entry.Key.Place,
                $"{MapReader.Capital(words.One)} '{MapReader.Shown(entry.Key.Text)}' is not in '{words.Order}' of {reader.Owner}, so it never runs.",
                $"Add it to '{words.Order}'.");
        }
    }
}
