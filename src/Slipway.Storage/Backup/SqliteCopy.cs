using Microsoft.Data.Sqlite;
using Slipway.Storage.Sqlite;
using SQLitePCL;

namespace Slipway.Storage.Backup;

/// <summary>Copies a SQLite database as it is at one moment, whoever writes it meanwhile: SQLite's online backup.</summary>
public static class SqliteCopy
{
    private const int PagesAtOnce = 2_000;

    /// <summary>Copies the database into a new file of its own that needs nothing beside it, and checks every page of the copy. Nobody who writes has to wait.</summary>
    /// <param name="from">The file. What is in its write-ahead log is copied along.</param>
    /// <param name="to">The new file, which only its owner may read.</param>
    /// <param name="isLive">Whether somebody may be writing it; else it may lie where nothing can be written.</param>
    /// <param name="cancellationToken">Stops it; the new file is gone then.</param>
    /// <exception cref="DatabaseUnavailableException">It cannot be read, or is damaged.</exception>
    public static async Task CopyAsync(string from, string to, bool isLive, CancellationToken cancellationToken)
    {
        DurableFile.CreatePrivate(to);
        try
        {
            await CopyPagesAsync(from, to, isLive, cancellationToken);
            await FinishAsync(from, to, cancellationToken);
        }
        catch (Exception e)
        {
            Delete(to);
            throw e is SqliteException sqlite ? new DatabaseUnavailableException($"{from} cannot be copied: {sqlite.Message.TrimEnd('.')}.", sqlite) : e;
        }
    }

    /// <summary>Deletes a database and what SQLite may have left beside it.</summary>
    public static void Delete(string file)
    {
        foreach (var suffix in (string[])["-journal", "-wal", "-shm", ""])
        {
            File.Delete(file + suffix);
        }
    }

    /// <summary>Closes what is open of a SQLite file for whoever may want it next. A database elsewhere has nothing to close.</summary>
    public static void LetGo(DatabaseChoice database)
    {
        if (database is DatabaseChoice.SqliteFile sqlite)
        {
            using var connection = new SqliteConnection(SqliteStorage.ConnectionString(sqlite.DataDirectory));
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>Takes what is in a database's write-ahead log into the file itself, so that the file is all there is. Nobody may have it open.</summary>
    /// <exception cref="SqliteException">It is damaged.</exception>
    public static async Task FoldAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(file, SqliteOpenMode.ReadWrite, cancellationToken);
        // A server expects a file that has a log, even an empty one; whoever closes it last takes the log away.
        await ReadAsync(connection, "pragma journal_mode = wal", cancellationToken);
        await ReadAsync(connection, "pragma wal_checkpoint(truncate)", cancellationToken);
    }

    private static async Task CopyPagesAsync(string from, string to, bool isLive, CancellationToken cancellationToken)
    {
        // Where there is no log and nobody writes, SQLite is told that the file stands still: else it would make a log to read it.
        var isStill = !isLive && !(new FileInfo(from + "-wal") is { Exists: true, Length: > 0 });
        await using var source = await OpenAsync(isStill ? new Uri(Path.GetFullPath(from)).AbsoluteUri + "?immutable=1" : from, isLive ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly, cancellationToken);
        await using var target = await OpenAsync(to, SqliteOpenMode.ReadWrite, cancellationToken);
        await ReadAsync(target, "pragma synchronous = off", cancellationToken);

        // From the first read on the source is seen as it was then: else every commit of others would have the copy begin anew.
        await ReadAsync(source, "begin", cancellationToken);
        await ReadAsync(source, "select count(*) from sqlite_master", cancellationToken);
        using var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (backup is null || backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(target.Handle), target.Handle);
        }

        var result = raw.SQLITE_OK;
        while (result is raw.SQLITE_OK or raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAtOnce);
        }

        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, target.Handle);
        }
    }

    private static async Task FinishAsync(string from, string to, CancellationToken cancellationToken)
    {
        await FoldAsync(to, cancellationToken);
        await using var copy = await OpenAsync(to, SqliteOpenMode.ReadWrite, cancellationToken);
        if (await ReadAsync(copy, "pragma integrity_check(1)", cancellationToken) is var found and not "ok")
        {
            throw new DatabaseUnavailableException($"{from} is damaged: {found}.");
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string source, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await ReadAsync(connection, "pragma busy_timeout = 10000", cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<string?> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString();
    }
}
