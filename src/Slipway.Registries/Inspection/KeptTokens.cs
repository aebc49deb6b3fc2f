using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Registries.Inspection;

/// <summary>Bearer tokens that are good for a while, so that a proof for each push is not a sign-in for each push. Known by the hash of what they were got for.</summary>
internal sealed class KeptTokens(TimeProvider time)
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    /// <summary>A name for who signs in for what, that gives no password away.</summary>
    public static string KeyOf(Uri address, string? userName, string? password, string scope) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{userName}\n{password}\n{scope}")));

    /// <summary>The token, if there is one that is still good.</summary>
    public string? Find(string key) => kept.TryGetValue(key, out var found) && found.Until > time.GetUtcNow() ? found.Token : null;

    /// <summary>Keeps a token for that long.</summary>
    public void Keep(string key, string token, TimeSpan good)
    {
        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        kept[key] = (token, time.GetUtcNow() + good);
    }

    /// <summary>It is not good any more.</summary>
    public void Drop(string key) => kept.TryRemove(key, out _);
}
