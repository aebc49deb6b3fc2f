using System.Collections.Immutable;

namespace Slipway.Registries.Dialects;

/// <summary>Headers by name, whatever its case. Bounded: what is more or longer is left out.</summary>
public sealed class MessageHeaders
{
    /// <summary>How many are kept.</summary>
    public const int MaxCount = 64;

    /// <summary>How long a value may be, in characters.</summary>
    public const int MaxValueLength = 8192;

    private readonly ImmutableDictionary<string, string> all;

    private MessageHeaders(ImmutableDictionary<string, string> all) => this.all = all;

    /// <summary>No headers.</summary>
    public static MessageHeaders None { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>All of them, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => all.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The header's value; null when there is none.</summary>
    public string? this[string name] => all.GetValueOrDefault(name);

    /// <summary>These headers; the first of a name counts.</summary>
    public static MessageHeaders Of(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var all = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers.Where(header => header.Value.Length <= MaxValueLength).Take(MaxCount))
        {
            all.TryAdd(name, value);
        }

        return new MessageHeaders(all.ToImmutable());
    }
}
