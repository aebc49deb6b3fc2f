namespace Slipway.Registries.Dialects;

/// <summary>Headers by name, whatever its case. Bounded: what is more or longer is left out.</summary>
public sealed class MessageHeaders
{
    /// <summary>How many are kept.</summary>
    public const int MaxCount = 64;

    /// <summary>How long a value may be, in characters.</summary>
    public const int MaxValueLength = 8192;

    private readonly KeyValuePair<string, string>[] all;

    private MessageHeaders(KeyValuePair<string, string>[] all) => this.all = all;

    /// <summary>No headers.</summary>
    public static MessageHeaders None { get; } = new([]);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => all;

    /// <summary>The header's value; null when there is none.</summary>
    public string? this[string name] => Array.Find(all, header => IsNamed(header, name)).Value;

    /// <summary>These headers; the first of a name counts.</summary>
    public static MessageHeaders Of(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var kept = new List<KeyValuePair<string, string>>();
        foreach (var header in headers)
        {
            if (kept.Count == MaxCount)
            {
                break;
            }

            if (header.Value.Length <= MaxValueLength && !kept.Exists(known => IsNamed(known, header.Key)))
            {
                kept.Add(header);
            }
        }

        kept.Sort(static (one, other) => StringComparer.OrdinalIgnoreCase.Compare(one.Key, other.Key));
        return new MessageHeaders([.. kept]);
    }

    // There are few: nothing is faster than looking at each.
    private static bool IsNamed(KeyValuePair<string, string> header, string name) => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase);
}
