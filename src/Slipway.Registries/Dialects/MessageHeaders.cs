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
    public string? this[string name]
    {
        get
        {
            // There are few.
            foreach (var (known, value) in all)
            {
                if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>These headers; the first of a name counts.</summary>
    public static MessageHeaders Of(IEnumerable<KeyValuePair<string, string>> headers) => new(
    [
        .. headers.Where(header => header.Value.Length <= MaxValueLength)
            .Take(MaxCount)
            .DistinctBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase),
    ]);
}
