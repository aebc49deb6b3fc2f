using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Slipway.Storage.Postgres;

namespace Slipway.Storage.Moving;

/// <summary>Copies every table of a SQLite file into a PostgreSQL database that has none of them filled: all in one transaction, so that there is all or nothing.</summary>
public static class StoreCopy
{
    /// <summary>Refuses a database in which something is kept already. Tables that are empty do no harm: a copy that came to nothing leaves them.</summary>
    /// <exception cref="DatabaseUnavailableException">There are rows, or it cannot be read.</exception>
    public static async Task DemandEmptyAsync(DatabaseChoice target, CancellationToken cancellationToken)
    {
        var address = AddressOf(target);
        try
        {
            await using var db = Tables(address);
            await using var connection = await OpenAsync(address, cancellationToken);
            foreach (var table in MovedTable.In(db.Model))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"select to_regclass('{table.Quoted}') is not null";
                if (await command.ExecuteScalarAsync(cancellationToken) is not true)
                {
                    continue;
                }

                command.CommandText = $"select exists (select 1 from {table.Quoted})";
                if (await command.ExecuteScalarAsync(cancellationToken) is true)
                {
                    throw new DatabaseUnavailableException($"PostgreSQL's {address} is not empty: there are rows in {table.Name}. Name a new database ('createdb' makes one), or drop that one first.");
                }
            }
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            throw new DatabaseUnavailableException($"PostgreSQL's {address} {PostgresTrouble.Explain(e)}.", e);
        }
    }

    /// <summary>Copies all rows, in the order in which tables refer to each other. Both databases have the tables of this version, and nobody else is at either.</summary>
    /// <returns>How many rows of each table were copied.</returns>
    /// <exception cref="DatabaseUnavailableException">It came to nothing; the other database is as empty as before.</exception>
    public static async Task<IReadOnlyList<(string Table, long Rows)>> RunAsync(DatabaseChoice source, DatabaseChoice target, IProgress<TableProgress> progress, CancellationToken cancellationToken)
    {
        var address = AddressOf(target);
        var file = source is DatabaseChoice.SqliteFile sqlite ? Path.Combine(sqlite.DataDirectory, DatabaseChoice.SqliteFileName) : throw new ArgumentException("Only a SQLite file can be copied.", nameof(source));
        try
        {
            await using var db = Tables(address);
            await using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            await from.OpenAsync(cancellationToken);
            await using var to = await OpenAsync(address, cancellationToken);
            await using var transaction = await to.BeginTransactionAsync(cancellationToken);
            var copy = new TableCopy(from, to);
            var copied = new List<(string, long)>();
            foreach (var table in MovedTable.In(db.Model))
            {
                copied.Add((table.Name, await copy.CopyAsync(table, progress, cancellationToken)));
            }

            await transaction.CommitAsync(cancellationToken);
            return copied;
        }
        catch (SqliteException e)
        {
            throw new DatabaseUnavailableException($"{file} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
        catch (Exception e) when (e is NpgsqlException)
        {
            throw new DatabaseUnavailableException($"PostgreSQL's {address} {PostgresTrouble.Explain(e)}. It is as empty as before.", e);
        }
    }

    private static PostgresAddress AddressOf(DatabaseChoice target) =>
        target is DatabaseChoice.PostgresServer postgres ? postgres.Address : throw new ArgumentException("Only PostgreSQL can be copied to.", nameof(target));

    private static PostgresSlipwayDb Tables(PostgresAddress address) => new(new DbContextOptionsBuilder<PostgresSlipwayDb>().UseNpgsql(address.ForQueries().ConnectionString).Options);

    private static async Task<NpgsqlConnection> OpenAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        // One statement may take as long as a table does.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address.ForJournal().ConnectionString) { CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
