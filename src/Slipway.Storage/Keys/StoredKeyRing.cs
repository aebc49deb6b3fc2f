using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Slipway.Storage.Postgres;

namespace Slipway.Storage.Keys;

/// <summary>The key ring as it lies in the database, read before anything may be written there.</summary>
public static class StoredKeyRing
{
    private const string Query = "select xml from key_ring where xml is not null order by id";

    /// <summary>The ring's elements as XML; none when there is no database or no ring in it yet. Leaves nothing behind, not even beside a SQLite file, whose directory the caller must hold.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be read.</exception>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="isHeld">Whether the caller holds <see cref="RotationLock"/>; else nobody may.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(DatabaseChoice database, CancellationToken cancellationToken, bool isHeld = false) => database switch
    {
        DatabaseChoice.SqliteFile sqlite => await ReadFileAsync(Path.Combine(sqlite.DataDirectory, DatabaseChoice.SqliteFileName), cancellationToken),
        DatabaseChoice.PostgresServer postgres => await PostgresKeys.ReadAsync(postgres.Address, Query, isHeld, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(database)),
    };

    /// <summary>Puts other elements in the ring's place, all in one transaction.</summary>
    /// <param name="db">The database.</param>
    /// <param name="rewrite">The new element for an old one.</param>
    /// <param name="cancellationToken">Stops it, and then nothing has changed.</param>
    public static async Task RewriteAsync(SlipwayDb db, Func<string, string> rewrite, CancellationToken cancellationToken)
    {
        foreach (var row in await db.DataProtectionKeys.Where(row => row.Xml != null).ToListAsync(cancellationToken))
        {
            row.Xml = rewrite(row.Xml!);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        // What a killed server had committed may be in the log beside the file alone. Where there is no log, SQLite is told that the file stands still: else it would make one to read it.
        var hasLog = new FileInfo(file + "-wal") is { Exists: true, Length: > 0 };
        var hadIndex = File.Exists(file + "-shm");
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = new Uri(file).AbsoluteUri + (hasLog ? "" : "?immutable=1"),
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from sqlite_master where type = 'table' and name = 'key_ring'";
            if (await command.ExecuteScalarAsync(cancellationToken) is not > 0L)
            {
                return [];
            }

            command.CommandText = Query;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var ring = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                ring.Add(reader.GetString(0));
            }

            return ring;
        }
        catch (SqliteException e)
        {
            throw new DatabaseUnavailableException($"{file} cannot be read as a database: {e.Message.TrimEnd('.')}.", e);
        }
        finally
        {
            if (hasLog && !hadIndex)
            {
                File.Delete(file + "-shm");
            }
        }
    }
}
