using System.Globalization;
using Microsoft.Data.Sqlite;
using Slipway.Server.Hosting;
using Slipway.Server.Identity.Keys;
using Slipway.Storage;
using Slipway.Storage.Backup;
using Slipway.Storage.Keys;

namespace Slipway.Server.Backup;

/// <summary>Puts a backup in a server's place: what <c>slipway restore</c> does.</summary>
public static class DatabaseRestore
{
    private const string StageName = "restoring";

    /// <summary>
    /// Copies the backup, checks that this version can read it and the master key opens it, settles what was unfinished in it, and puts it into the database's place in one step.
    /// Until then, whatever happens, the directory is as it was.
    /// </summary>
    /// <param name="options">Where everything is.</param>
    /// <param name="file">The backup.</param>
    /// <param name="unfinished">What becomes of what was under way in it.</param>
    /// <param name="cancellationToken">Stops it; nothing has changed then.</param>
    /// <exception cref="IOException">A server runs on the directory, the backup cannot be used, or the master key does not open it. Nothing has changed.</exception>
    public static async Task<RestoreReport> RunAsync(ServerOptions options, string file, Unfinished unfinished, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new IOException($"There is no {file}.");
        }

        using var data = DataDirectory.Take(options.DataDirectory);
        var target = Path.Combine(data.Path, DatabaseChoice.SqliteFileName);
        if (Path.GetFullPath(file) == target)
        {
            throw new IOException($"{file} is the server's own database: name a backup.");
        }

        var stage = Path.Combine(data.Path, StageName);
        DeleteStage(stage);
        Directory.CreateDirectory(stage);
        try
        {
            var staged = Path.Combine(stage, DatabaseChoice.SqliteFileName);
            await SqliteCopy.CopyAsync(Path.GetFullPath(file), staged, isLive: false, cancellationToken);
            var contents = await DatabaseContents.ReadAsync(staged, file, cancellationToken);
            var key = Open(data.Path, contents.KeyRing, file);
            data.Use();

            var now = TimeProvider.System.GetUtcNow();
            await SettleAsync(DatabaseChoice.Sqlite(stage), key, Path.GetFileName(file), contents, unfinished, now, cancellationToken);
            await SqliteCopy.FoldAsync(staged, cancellationToken);
            var aside = await KeepAsideAsync(target, now, cancellationToken);
            DurableFile.Move(staged, target, overwrite: true);
            return new(target, new FileInfo(target).Length, aside, key.Id, contents.Unfinished, contents.Undecided);
        }
        finally
        {
            DeleteStage(stage);
        }
    }

    /// <summary>Settles what was unfinished in a PostgreSQL database that its own tools have put back.</summary>
    /// <exception cref="IOException">A server runs on the database, or the master key does not open it. Nothing has changed.</exception>
    public static async Task<RestoreReport> SettleAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var database = DatabaseChoice.Postgres(options.Database!);
        using var data = DataDirectory.Take(options.DataDirectory);
        await using var held = await RotationLock.TakeAsync(database, cancellationToken);
        var key = await MasterKeySource.OpenExistingAsync(data.Path, database, isHeld: true, cancellationToken);
        await using var stores = await OfflineStores.OpenAsync(database, key.Key, cancellationToken);
        var (executions, deliveries) = await UnfinishedWork.CancelAsync(stores, "a dump", TimeProvider.System.GetUtcNow(), cancellationToken);
        await UnfinishedWork.RecordAsync(stores, "a dump", Sentence(executions, deliveries, Unfinished.Cancel), cancellationToken);
        return new(database.ToString()!, 0, null, key.Key.Id, executions, deliveries);
    }

    private static async Task SettleAsync(DatabaseChoice staged, MasterKey key, string source, DatabaseContents contents, Unfinished unfinished, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var stores = await OfflineStores.OpenAsync(staged, key, cancellationToken);
        if (unfinished is Unfinished.Cancel)
        {
            await UnfinishedWork.CancelAsync(stores, source, now, cancellationToken);
        }

        await UnfinishedWork.RecordAsync(stores, source, Sentence(contents.Unfinished, contents.Undecided, unfinished), cancellationToken);
    }

    private static string Sentence(int executions, int deliveries, Unfinished unfinished) => string.Create(
        CultureInfo.InvariantCulture,
        $"The data was put back. {(unfinished is Unfinished.Cancel ? "Canceled" : "Left to go on")}: {executions} executions that had not ended, {deliveries} deliveries that had not been decided.");

    private static MasterKey Open(string directory, IReadOnlyList<string> ring, string file)
    {
        // A file that is missing would be made where there is nothing to open.
        if (WrappedKeys.In(ring).IsEmpty)
        {
            throw new DatabaseUnavailableException($"{file} holds no keys: no server has ever started on it.");
        }

        try
        {
            return MasterKeySource.Open(directory, ring, Environment.GetEnvironmentVariable(MasterKeySource.Variable)).Key;
        }
        catch (MasterKeyException e)
        {
            throw new MasterKeyException($"{e.Message} The master key is what was kept with the backup: put it into {MasterKeyFile.In(directory)}, mode 0600, or into {MasterKeySource.Variable}.", e);
        }
    }

    /// <summary>Another name for the database that was there, with what a killed server may have left in its log; null when there was none.</summary>
    private static async Task<string?> KeepAsideAsync(string target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!File.Exists(target))
        {
            // A log without its database belongs to nothing, and would be taken for the new one's.
            SqliteCopy.Delete(target);
            return null;
        }

        try
        {
            await SqliteCopy.FoldAsync(target, cancellationToken);
        }
        catch (SqliteException)
        {
            // It is damaged, which may be why a backup is put back: it is kept as it is.
        }

        var aside = string.Create(CultureInfo.InvariantCulture, $"{target}.before-{now:yyyyMMdd'T'HHmmssfff'Z'}");
        DurableFile.Copy(target, aside);
        if (new FileInfo(target + "-wal") is { Exists: true, Length: > 0 })
        {
            DurableFile.Copy(target + "-wal", aside + "-wal");
        }

        File.Delete(target + "-wal");
        File.Delete(target + "-shm");
        File.Delete(target + "-journal");
        return aside;
    }

    private static void DeleteStage(string stage)
    {
        if (Directory.Exists(stage))
        {
            Directory.Delete(stage, recursive: true);
        }
    }
}

/// <summary>What becomes of executions and deliveries that were under way when a backup was made.</summary>
public enum Unfinished
{
    /// <summary>They are canceled, each with a message that says why.</summary>
    Cancel,

    /// <summary>They go on when the server starts.</summary>
    Keep,
}

/// <summary>A backup that was put back.</summary>
/// <param name="Database">What holds it now.</param>
/// <param name="Bytes">Its size; 0 when it is no file.</param>
/// <param name="Aside">The file that holds what was there before; null when nothing was.</param>
/// <param name="MasterKey">The id of the master key that opens it.</param>
/// <param name="Executions">How many executions had not ended.</param>
/// <param name="Deliveries">How many deliveries had not been decided.</param>
public sealed record RestoreReport(string Database, long Bytes, string? Aside, string MasterKey, int Executions, int Deliveries);
