using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Slipway.Storage.Sqlite;

namespace Slipway.Storage.Backup;

/// <summary>What a SQLite file that may be Slipway's holds.</summary>
/// <param name="KeyRing">The key ring's elements as XML.</param>
/// <param name="Unfinished">How many executions in it have not ended.</param>
/// <param name="Undecided">How many deliveries in it nobody has decided.</param>
public sealed record DatabaseContents(IReadOnlyList<string> KeyRing, int Unfinished, int Undecided)
{
    private const string History = "__EFMigrationsHistory";

    /// <summary>Reads it. The file must stand alone, as a copy of <see cref="SqliteCopy"/> does.</summary>
    /// <param name="file">The file.</param>
    /// <param name="named">What people call it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseUnavailableException">It is no database of Slipway, or a later version's.</exception>
    public static async Task<DatabaseContents> ReadAsync(string file, string named, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            var tables = (await ReadAsync(connection, "select name from sqlite_master where type = 'table'", cancellationToken)).ToHashSet();
            if (!tables.IsSupersetOf([History, "executions", "deliveries", "key_ring"]))
            {
                throw new DatabaseUnavailableException($"{named} is no database of Slipway.");
            }

            var unknown = (await ReadAsync(connection, $"select \"MigrationId\" from \"{History}\"", cancellationToken)).Except(Known()).ToList();
            if (unknown.Count > 0)
            {
                throw new DatabaseUnavailableException($"{named} was written by another version of Slipway, which knows of {string.Join(", ", unknown)}. Use that one, or a later one.");
            }

            return new(
                await ReadAsync(connection, "select xml from key_ring where xml is not null order by id", cancellationToken),
                await CountAsync(connection, "select count(*) from executions where not is_ended", cancellationToken),
                await CountAsync(connection, "select count(*) from deliveries where not is_decided", cancellationToken));
        }
        catch (SqliteException e)
        {
            throw new DatabaseUnavailableException($"{named} cannot be read as a database: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static IEnumerable<string> Known()
    {
        using var db = new SqliteSlipwayDb(new DbContextOptionsBuilder<SqliteSlipwayDb>().UseSqlite("Data Source=:memory:").Options);
        return [.. db.Database.GetMigrations()];
    }

    private static async Task<int> CountAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken) =>
        int.Parse((await ReadAsync(connection, sql, cancellationToken)).Single(), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
