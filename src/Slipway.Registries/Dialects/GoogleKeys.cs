using Microsoft.IdentityModel.Tokens;

namespace Slipway.Registries.Dialects;

/// <summary>The keys that Google signs its tokens with, kept for an hour.</summary>
/// <param name="certificates">Fetches the JSON Web Key Set (RFC 7517).</param>
/// <param name="clock">Tells when an hour is over.</param>
internal sealed class GoogleKeys(Func<CancellationToken, Task<string>> certificates, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>How soon at the earliest they are fetched again: when that failed, or when a token names a key that is not among them.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private Fetched? latest;

    /// <summary>The keys, among which the named one should be; null when they cannot be had.</summary>
    public async Task<IReadOnlyList<SecurityKey>?> GetAsync(string keyId, CancellationToken cancellationToken)
    {
        var fetched = Latest(null);
        var keys = await fetched.Keys.WaitAsync(cancellationToken);
        if (keys is not null && keys.Any(key => key.KeyId == keyId))
        {
            return keys;
        }

        return await Latest(fetched).Keys.WaitAsync(cancellationToken) ?? keys;
    }

    /// <summary>What was fetched last, or is being fetched: all who ask meanwhile wait for the same.</summary>
    private Fetched Latest(Fetched? unsatisfying)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (latest is null || now - latest.At >= (latest == unsatisfying || latest.Failed ? Pause : Kept))
            {
                latest = new Fetched(FetchAsync(), now);
            }

            return latest;
        }
    }

    // Many may wait for this, so that none of them may cancel it; fetching has its own time limit.
    private async Task<IReadOnlyList<SecurityKey>?> FetchAsync()
    {
        await Task.Yield();
        try
        {
            return [.. JsonWebKeySet.Create(await certificates(CancellationToken.None)).GetSigningKeys()];
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or ArgumentException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private sealed record Fetched(Task<IReadOnlyList<SecurityKey>?> Keys, DateTimeOffset At)
    {
        public bool Failed => Keys.IsCompleted && (!Keys.IsCompletedSuccessfully || Keys.GetAwaiter().GetResult() is null);
    }
}
