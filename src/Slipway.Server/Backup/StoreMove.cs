using Slipway.Server.Hosting;
using Slipway.Server.Identity.Keys;
using Slipway.Storage;
using Slipway.Storage.Backup;
using Slipway.Storage.Keys;
using Slipway.Storage.Moving;

namespace Slipway.Server.Backup;

/// <summary>Moves a server from its SQLite file into PostgreSQL: what <c>slipway migrate-store</c> does.</summary>
public static class StoreMove
{
    private const string MovedSuffix = ".moved";

    /// <summary>
    /// Copies every row of every table into an empty database, all in one transaction, and renames the file, so that no server starts on it by mistake.
    /// Ended at whatever moment, it can be run again: either nothing has moved, or all has.
    /// </summary>
    /// <param name="options">Where everything is.</param>
    /// <param name="connectionString">PostgreSQL's connection string.</param>
    /// <param name="progress">Told how far each table has come.</param>
    /// <param name="cancellationToken">Stops it; nothing has moved then.</param>
    /// <exception cref="IOException">A server runs on either, the database is not empty, or something cannot be read or written. Nothing has moved.</exception>
    public static async Task<MoveReport> RunAsync(ServerOptions options, string connectionString, IProgress<TableProgress> progress, CancellationToken cancellationToken)
    {
        var target = DatabaseChoice.Postgres(connectionString);
        var source = KeptDatabase.Find(options with { Database = null });
        using var data = DataDirectory.Take(options.DataDirectory);
        var file = Path.Combine(data.Path, DatabaseChoice.SqliteFileName);
        if (File.Exists(file + MovedSuffix))
        {
            throw new IOException($"{file}{MovedSuffix} is there already, from an earlier move: put it somewhere else first.");
        }

        var key = await MasterKeySource.OpenExistingAsync(data.Path, source, isHeld: true, cancellationToken);
        await using (await KeptDatabase.OpenAsync(source, masterKey: null, cancellationToken))
        {
            // Its tables are those of this version.
        }

        SqliteCopy.LetGo(source);
        await using var held = await RotationLock.TakeAsync(target, cancellationToken);
        await StoreCopy.DemandEmptyAsync(target, cancellationToken);
        await using (await OfflineStores.OpenAsync(target, key.Key, cancellationToken))
        {
            // Now they are in the other database, too.
        }

        var tables = await StoreCopy.RunAsync(source, target, progress, cancellationToken);
        await MasterKeySource.OpenExistingAsync(data.Path, target, isHeld: true, CancellationToken.None);

        // From here on the other database is the truth: nothing stops this any more.
        await SqliteCopy.FoldAsync(file, CancellationToken.None);
        DurableFile.Move(file, file + MovedSuffix, overwrite: false);
        return new(tables, target.ToString()!, file + MovedSuffix, key.Key.Id, key.File?.ToString());
    }
}

/// <summary>A move that was made.</summary>
/// <param name="Tables">How many rows of each table were moved.</param>
/// <param name="Target">The database that holds everything now, in words.</param>
/// <param name="Aside">What the SQLite file is called now.</param>
/// <param name="MasterKey">The id of the master key, which is still needed.</param>
/// <param name="MasterKeyFile">The file that holds it; null when it comes from the environment.</param>
public sealed record MoveReport(IReadOnlyList<(string Table, long Rows)> Tables, string Target, string Aside, string MasterKey, string? MasterKeyFile);
