using Npgsql;

namespace Slipway.Storage.Postgres;

/// <summary>The key ring of a PostgreSQL database, before there is a server on it.</summary>
internal static class PostgresKeys
{
    // "slipkeys" in ASCII.
    private const string LockNumber = "x'736c69706b657973'::bigint";

    /// <summary>The key ring's elements; none when there is no such table yet.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be read, or its keys are being rotated.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(PostgresAddress address, string query, bool isHeld, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address.ForJournal().ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"select pg_try_advisory_lock_shared({LockNumber})";
            if (!isHeld && await command.ExecuteScalarAsync(cancellationToken) is not true)
            {
                throw new DatabaseUnavailableException($"The keys of PostgreSQL's {address} are being rotated. Start again when that has ended.");
            }

            command.CommandText = "select to_regclass('key_ring') is not null";
            if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return [];
            }

            command.CommandText = query;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var ring = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                ring.Add(reader.GetString(0));
            }

            return ring;
        }
        catch (Exception e) when (e is not (OperationCanceledException or DatabaseUnavailableException))
        {
            throw new DatabaseUnavailableException($"PostgreSQL's {address} {PostgresTrouble.Explain(e)}.", e);
        }
    }

    /// <summary>Keeps servers from starting on the database until it is disposed.</summary>
    /// <exception cref="DatabaseUnavailableException">Somebody is there already.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(address.ForJournal().ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"select pg_try_advisory_lock({LockNumber})";
            if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            {
                throw new DatabaseUnavailableException($"A server is starting on PostgreSQL's {address}, or its keys are being rotated already.");
            }

            command.CommandText = """
                select string_agg(format('%s (process %s, from %s)', coalesce(nullif(application_name, ''), 'a client without a name'), pid, coalesce(host(client_addr), 'this machine')), ', ')
                from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and (usename = current_user or application_name = current_setting('application_name'))
                """;
            if (await command.ExecuteScalarAsync(cancellationToken) is string others)
            {
                throw new DatabaseUnavailableException($"Stop every server on PostgreSQL's {address} first. Connected are: {others}.");
            }

            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            throw e is OperationCanceledException or DatabaseUnavailableException ? e : new DatabaseUnavailableException($"PostgreSQL's {address} {PostgresTrouble.Explain(e)}.", e);
        }
    }
}
