using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Server.Hosting;
using Slipway.Storage;
using Slipway.Storage.Keys;

namespace Slipway.Server.Identity.Keys;

/// <summary>The keys of a database on which no server runs: what <c>slipway keys</c> does.</summary>
public static class KeyRotation
{
    /// <summary>Wraps the ring with a new master key, makes a new key of the ring, and seals everything with it.</summary>
    /// <param name="options">Where everything is.</param>
    /// <param name="newMasterKey">The new master key in base64; null for a random one, which is possible only where keys are in a file.</param>
    /// <param name="revokeOld">Whether the old keys of the ring are revoked, once nothing is sealed with them.</param>
    /// <param name="cancellationToken">Stops it between two steps; what is done so far stays done.</param>
    /// <exception cref="IOException">A server runs on the directory or the database, or the master key is not the right one. Nothing has changed.</exception>
    public static async Task<RotationReport> RotateAsync(ServerOptions options, string? newMasterKey, bool revokeOld, CancellationToken cancellationToken)
    {
        var database = KeptDatabase.Find(options);
        using var data = DataDirectory.Take(options.DataDirectory);
        await using var held = await RotationLock.TakeAsync(database, cancellationToken);
        var current = await MasterKeySource.OpenExistingAsync(data.Path, database, held is not null, cancellationToken);
        var next = newMasterKey is { } text ? MasterKey.Parse(text, "The new master key")
            : current.File is not null ? MasterKey.Random()
            : throw new MasterKeyException($"The master key comes from {MasterKeySource.Variable}: tell the new one by SLIPWAY_NEW_MASTER_KEY or --new-key-file ('openssl rand -base64 32' makes one).");

        await using var services = await KeptDatabase.OpenAsync(database, next, cancellationToken);
        data.Use();
        var rotation = new MasterKeyRotation(current, next);
        rotation.Prepare();
        await using (var db = await services.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(cancellationToken))
        {
            await rotation.RewrapAsync(db, cancellationToken);
        }

        rotation.Finish();
        var dataKeys = new DataKeyRotation(services, TimeProvider.System);
        var (key, resealed, damaged) = await dataKeys.RunAsync(cancellationToken);
        var revoked = revokeOld && damaged == 0 ? dataKeys.RevokeOthers(key) : 0;
        return new(current.Key.Id, next.Id, current.File?.ToString(), key, resealed, damaged, revoked);
    }

    /// <summary>The keys that there are. A server may be running.</summary>
    /// <exception cref="IOException">There is no database, or it cannot be read.</exception>
    public static async Task<RingReport> ReportAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        await using var services = await KeptDatabase.OpenAsync(KeptDatabase.Find(options), masterKey: null, cancellationToken);
        await using var db = await services.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(cancellationToken);
        var ring = await db.DataProtectionKeys.Where(row => row.Xml != null).OrderBy(row => row.Id).Select(row => row.Xml!).ToListAsync(cancellationToken);
        return RingReport.Of(ring, await services.GetRequiredService<SealedValues>().CountAsync(SealedText.HeadLength, cancellationToken));
    }
}

/// <summary>What a rotation did.</summary>
/// <param name="OldMasterKey">The id of the master key that was; backups from before need it.</param>
/// <param name="NewMasterKey">The id of the master key that is.</param>
/// <param name="MasterKeyFile">The file that holds it; null when it has to be put into the environment.</param>
/// <param name="NewKey">The ring's new key.</param>
/// <param name="Resealed">How many values were sealed with it.</param>
/// <param name="Damaged">How many values nobody can open any more. They were left, and then no old key is revoked.</param>
/// <param name="Revoked">How many old keys of the ring were revoked.</param>
public sealed record RotationReport(string OldMasterKey, string NewMasterKey, string? MasterKeyFile, Guid NewKey, long Resealed, long Damaged, int Revoked);
