using System.Net;
using Npgsql;
using Slipway.Storage.Postgres;

namespace Slipway.Storage.Cluster;

/// <summary>
/// Lets nodes start one after the other, as far as they may not do it at the same time: whoever comes first makes the tables, the keys and the
/// first user, and the others find them. SQLite's file has one server, which holds its directory.
/// </summary>
public sealed class ClusterGate : IAsyncDisposable
{
    // "slipnode" in ASCII.
    private const string LockNumber = "x'736c69706e6f6465'::bigint";

    private readonly NpgsqlConnection? connection;

    private ClusterGate(NpgsqlConnection? connection) => this.connection = connection;

    /// <summary>Waits until no other node is starting on this database. The database lets go when the result is disposed or the process ends.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached.</exception>
    public static async Task<ClusterGate> EnterAsync(DatabaseChoice database, CancellationToken cancellationToken)
    {
        if (database is not DatabaseChoice.PostgresServer { Address: var address })
        {
            return new ClusterGate(null);
        }

        var connection = new NpgsqlConnection(address.ForJournal().ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = $"select pg_advisory_lock({LockNumber})";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new ClusterGate(connection);
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            throw e is OperationCanceledException ? e : new DatabaseUnavailableException($"PostgreSQL's {address} {PostgresTrouble.Explain(e)}.", e);
        }
    }

    /// <summary>Refuses a node that could not talk to the others: of two machines, one is reachable from itself only. To be called when the tables are there.</summary>
    /// <param name="address">Where the others are to reach it.</param>
    /// <param name="host">Its machine's name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ClusterRefusedException">It is refused.</exception>
    public async Task CheckAsync(IPAddress address, string host, CancellationToken cancellationToken)
    {
        if (connection is null)
        {
            return;
        }

        await using var command = ClusterDatabase.Command(
            connection,
            $"select address, host from cluster_nodes where status in ('Joining', 'Active') and host <> $1 and alive_at > {ClusterDatabase.Now} - $2 order by address",
            host,
            (long)Heartbeat.LongestSilence.TotalMicroseconds);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (other, otherHost) = (reader.GetString(0).Split('@')[0], reader.GetString(1));
            var isOtherLocal = IPEndPoint.TryParse(other, out var endpoint) && IPAddress.IsLoopback(endpoint.Address);
            if (IPAddress.IsLoopback(address) || isOtherLocal)
            {
                throw new ClusterRefusedException(isOtherLocal
                    ? $"Machine {otherHost} has a node on this database that can be reached at {other} only, which is on that machine itself. Restart it with --node-address and an address of its machine, then start this one."
                    : $"Machine {otherHost} has a node on this database, at {other}, and this one would be reachable from its own machine only. Start it with --node-address and an address at which the other machines reach this one.");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
