using System.Diagnostics;
using Slipway.Server.Identity.Keys;
using Slipway.Storage;
using Slipway.Storage.Backup;

namespace Slipway.Server.Backup;

/// <summary>Copies a server's SQLite file while the server runs: what <c>slipway backup</c> does.</summary>
public static class DatabaseBackup
{
    private const string KeySuffix = ".master.key";
    private static readonly string[] OwnNames = ["slipway.db", "slipway.db-wal", "slipway.db-shm", "slipway.db-journal", "slipway.lock", "master.key", "master.key.new"];

    /// <summary>Copies the database as it is at one moment into a file. The file is whole or not there; what a server has answered before is in it.</summary>
    /// <param name="options">Where everything is.</param>
    /// <param name="file">The file to make.</param>
    /// <param name="overwrite">Whether it may take another file's place.</param>
    /// <param name="withMasterKey">Whether the master key is put beside it, for its owner to read. Whoever has both has every secret.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <exception cref="IOException">There is no database, or it or the file cannot be used, or the master key is in no file.</exception>
    public static async Task<BackupReport> TakeAsync(ServerOptions options, string file, bool overwrite, bool withMasterKey, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var database = KeptDatabase.Find(options with { Database = null });
        var directory = Path.GetFullPath(options.DataDirectory);
        var source = Path.Combine(directory, DatabaseChoice.SqliteFileName);
        var target = Path.GetFullPath(file);
        Demand(source, target, overwrite);
        var keyFile = MasterKeyFile.In(directory);
        var keyTarget = new MasterKeyFile(target + KeySuffix);
        if (withMasterKey)
        {
            Demand(keyFile, keyTarget, overwrite);
        }

        var part = $"{target}.{Guid.NewGuid():N}.part";
        await SqliteCopy.CopyAsync(source, part, isLive: true, cancellationToken);
        try
        {
            var contents = await DatabaseContents.ReadAsync(part, database.ToString()!, cancellationToken);
            var masterKeys = string.Join(" and ", WrappedKeys.In(contents.KeyRing).Select(WrappedKeys.MasterKeyOf).Distinct());
            var key = withMasterKey ? MasterKeySource.Open(directory, contents.KeyRing, variable: null).Key : null;
            DurableFile.Move(part, target, overwrite);
            if (key is not null)
            {
                keyTarget.Delete();
                keyTarget.Create(key);
            }

            return new(target, new FileInfo(target).Length, Stopwatch.GetElapsedTime(start), masterKeys, withMasterKey ? keyTarget.ToString() : null, contents.Unfinished, contents.Undecided);
        }
        catch
        {
            SqliteCopy.Delete(part);
            throw;
        }
    }

    private static void Demand(string source, string target, bool overwrite)
    {
        var directory = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(directory))
        {
            throw new IOException($"There is no directory {directory}.");
        }

        if (Directory.Exists(target))
        {
            throw new IOException($"{target} is a directory: name a file.");
        }

        if (Real(Path.GetDirectoryName(source)!) == Real(directory) && OwnNames.Contains(Path.GetFileName(target)))
        {
            throw new IOException($"{target} is the server's own: name a file elsewhere.");
        }

        if (File.Exists(target) && !overwrite)
        {
            throw new IOException($"{target} is there already: name another file, or say --overwrite.");
        }
    }

    private static void Demand(MasterKeyFile source, MasterKeyFile target, bool overwrite)
    {
        if (!source.Exists)
        {
            throw new MasterKeyException($"There is no {source} to put beside the backup: the master key is in {MasterKeySource.Variable}, and that is for you to keep.");
        }

        if (target.Exists && !overwrite)
        {
            throw new IOException($"{target} is there already: name another file, or say --overwrite.");
        }
    }

    private static string Real(string directory) => Directory.ResolveLinkTarget(directory, returnFinalTarget: true)?.FullName ?? directory;
}

/// <summary>A backup that was made.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="MasterKeys">The id of the master key that opens its secrets; empty when it holds none.</param>
/// <param name="MasterKeyFile">The file that the master key was put into; null when it was not.</param>
/// <param name="Unfinished">How many executions had not ended at that moment.</param>
/// <param name="Undecided">How many deliveries had not been decided.</param>
public sealed record BackupReport(string File, long Bytes, TimeSpan Duration, string MasterKeys, string? MasterKeyFile, int Unfinished, int Undecided);
