using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Editing;

/// <summary>Which keys of a map are the same before and after a change, though some have another name.</summary>
internal sealed class KeyNames
{
    private readonly Dictionary<string, string> after = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> before = new(StringComparer.Ordinal);

    private KeyNames()
    {
    }

    /// <summary>Whether those that stay come in the same order as before.</summary>
    public bool KeepTheirOrder { get; private init; }

    /// <summary>Compares.</summary>
    public static KeyNames Of(JsonObject before, JsonObject after)
    {
        var (old, now) = (Places(before), Places(after));
        var gone = old.Keys.Where(key => !now.ContainsKey(key)).ToList();
        var come = now.Keys.Where(key => !old.ContainsKey(key)).ToList();
        var pairs = now.Keys.Where(old.ContainsKey).Select(key => (Old: key, Now: key)).ToList();
        var bySameValue = gone.GroupBy(key => Text(before[key])).ToDictionary(same => same.Key, same => new Queue<string>(same));
        foreach (var key in come)
        {
            if (bySameValue.TryGetValue(Text(after[key]), out var same) && same.TryDequeue(out var known))
            {
                pairs.Add((known, key));
            }
            else if (gone.Count == 1 && come.Count == 1 && old[gone[0]] == now[key])
            {
                pairs.Add((gone[0], key));
            }
        }

        var inOrder = pairs.OrderBy(pair => old[pair.Old]).Select(pair => now[pair.Now]).ToList();
        var names = new KeyNames { KeepTheirOrder = inOrder.SequenceEqual(inOrder.Order()) };
        foreach (var (oldName, newName) in pairs)
        {
            names.after[oldName] = newName;
            names.before[newName] = oldName;
        }

        return names;
    }

    /// <summary>What a key was called; null when it is new.</summary>
    public string? Before(string key) => before.GetValueOrDefault(key);

    /// <summary>What a key is called now; null when it is gone.</summary>
    public string? After(string key) => after.GetValueOrDefault(key);

    private static Dictionary<string, int> Places(JsonObject map) => map.Select((pair, at) => (pair.Key, at)).ToDictionary(pair => pair.Key, pair => pair.at, StringComparer.Ordinal);

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";
}
