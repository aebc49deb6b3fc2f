using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Editing;

/// <summary>Which items of a list were which before.</summary>
internal static class ItemPairs
{
    /// <summary>For each item after the change the place that it had before; null for one that is new.</summary>
    public static int?[] Of(JsonArray before, JsonArray after)
    {
        var (old, now) = (Texts(before), Texts(after));
        var left = old.Select((text, at) => (text, at)).GroupBy(item => item.text).ToDictionary(same => same.Key, same => new Queue<int>(same.Select(item => item.at)));
        var pairs = now.Select(text => left.TryGetValue(text, out var places) && places.TryDequeue(out var at) ? at : (int?)null).ToArray();

        // What is not there any more has become what stands in its place.
        var taken = pairs.OfType<int>().ToHashSet();
        return old.Count == now.Count ? [.. pairs.Select((pair, at) => pair ?? (taken.Contains(at) ? null : at))] : pairs;
    }

    private static List<string> Texts(JsonArray list) => [.. list.Select(item => item?.ToJsonString() ?? "null")];
}
