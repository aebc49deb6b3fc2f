using Npgsql;
using Slipway.Storage.Postgres;

namespace Slipway.Storage.Cluster;

/// <summary>Short conversations about who is a node, with a few connections of their own: they must come through when all others are taken.</summary>
internal sealed class ClusterDatabase(PostgresAddress address)
{
    /// <summary>The database's clock as the rows keep moments: nodes' clocks may differ, and are not asked.</summary>
    public const string Now = "(extract(epoch from clock_timestamp()) * 1000000)::bigint";

    private readonly string connectionString = address.ForCluster().ConnectionString;

    /// <summary>A connection that gives up after five seconds without an answer.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A statement with its parameters, <c>$1</c> and so on.</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
