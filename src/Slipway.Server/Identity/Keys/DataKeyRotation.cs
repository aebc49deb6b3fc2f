using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Secrets;
using Slipway.Storage.Keys;

namespace Slipway.Server.Identity.Keys;

/// <summary>Makes a new key of the ring and seals everything with it. May be ended at any moment and begun again.</summary>
internal sealed class DataKeyRotation(IServiceProvider services, TimeProvider clock)
{
    // As long as Data Protection gives the keys that it makes by itself.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>How many values are sealed anew, and how many could not be opened and were left.</summary>
    public async Task<(Guid Key, long Resealed, long Damaged)> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var key = services.GetRequiredService<IKeyManager>().CreateNewKey(now, now + Lifetime).KeyId;
        var sealer = services.GetRequiredService<ISecretSealer>();
        if (SealedText.KeyOf(sealer.Seal("")) != key)
        {
            throw new InvalidOperationException($"The key ring goes on sealing with another key than the new one ({key}). Is the clock right?");
        }

        var damaged = 0L;
        var resealed = await services.GetRequiredService<SealedValues>().ReplaceAsync(
            old =>
            {
                try
                {
                    return SealedText.KeyOf(old) == key ? null : sealer.Seal(sealer.Open(old));
                }
                catch (CryptographicException)
                {
                    damaged++;
                    return null;
                }
            },
            cancellationToken);
        return (key, resealed, damaged);
    }

    /// <summary>Makes every key but this one worthless. Cookies that they protected are worthless too: everybody signs in again.</summary>
    public int RevokeOthers(Guid kept)
    {
        var keys = services.GetRequiredService<IKeyManager>();
        var others = keys.GetAllKeys().Where(key => key.KeyId != kept && !key.IsRevoked).ToList();
        others.ForEach(key => keys.RevokeKey(key.KeyId, "rotated"));
        return others.Count;
    }
}
