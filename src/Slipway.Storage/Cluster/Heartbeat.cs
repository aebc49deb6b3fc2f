using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Runtime;
using Slipway.Execution.Nodes;

namespace Slipway.Storage.Cluster;

/// <summary>
/// Says to the database that this node is alive, and hears from it whether it still is one. Whoever is heard by the other nodes but not by the
/// database can finish nothing: the nodes that are heard declare it dead, so that its work is taken over.
/// </summary>
internal sealed partial class Heartbeat(ClusterDatabase database, NodeStanding standing, INodeEnd end, TimeProvider clock, ILogger<Heartbeat> logger)
{
    /// <summary>How long an active node may be silent. Before that it has stopped changing anything outside, see <see cref="NodeStanding.Lifetime"/>.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(25);

    // A node that starts or stops is not heard for a while.
    private static readonly TimeSpan LongestPassage = TimeSpan.FromMinutes(3);

    private const string Say = $"update cluster_nodes set alive_at = {ClusterDatabase.Now} where address = $1 and status <> 'Dead'";

    private const string Silent = $"""
        from cluster_nodes
        where status <> 'Dead' and address <> $1 and alive_at < {ClusterDatabase.Now} - case when status = 'Active' then $2 else $3 end
        """;

    private long? heardSince;
    private long heardAt;

    /// <summary>Says it once. What goes wrong is logged, and the next beat tries again.</summary>
    public async Task BeatAsync(SiloAddress self, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetTimestamp();
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var say = ClusterDatabase.Command(connection, Say, self.ToParsableString());
            if (await say.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                end.End("The other nodes have declared this one dead and taken over its work: it was stopped for a while, or neither they nor the database could reach it.");
                return;
            }

            Heard(askedAt);
            if (IsSteady())
            {
                await BuryAsync(connection, self, cancellationToken);
            }
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
        {
            if (heardSince is not null)
            {
                LogNotHeard(e.Message);
            }

            heardSince = null;
        }
    }

    private void Heard(long askedAt)
    {
        standing.Confirmed(askedAt);
        if (heardSince is null || clock.GetElapsedTime(heardAt) > LongestSilence / 2)
        {
            heardSince = askedAt;
        }

        heardAt = askedAt;
    }

    // Who has just come back themselves has not listened long enough to say that somebody else is silent: the database may have been away for all.
    private bool IsSteady() => heardSince is { } since && clock.GetElapsedTime(since) > LongestSilence;

    private async Task BuryAsync(NpgsqlConnection connection, SiloAddress self, CancellationToken cancellationToken)
    {
        object[] values = [self.ToParsableString(), (long)LongestSilence.TotalMicroseconds, (long)LongestPassage.TotalMicroseconds];
        await using var look = ClusterDatabase.Command(connection, $"select exists (select 1 {Silent})", values);
        if (await look.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        // The view's row first, as everybody who changes something takes it: then nobody waits for each other crosswise.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var raise = ClusterDatabase.Command(connection, "update cluster_view set version = version + 1 where id = 1");
        await raise.ExecuteNonQueryAsync(cancellationToken);
        await using var bury = ClusterDatabase.Command(connection, $"update cluster_nodes set status = 'Dead' where address in (select address {Silent}) returning address", values);
        var buried = new List<string>();
        await using (var reader = await bury.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                buried.Add(reader.GetString(0));
            }
        }

        await transaction.CommitAsync(cancellationToken);
        if (buried.Count > 0)
        {
            LogBuried(string.Join(", ", buried));
        }
    }

    [LoggerMessage(4010, LogLevel.Warning, "The database does not hear this node: {Reason} Until it does, nothing is begun that changes anything outside.")]
    private partial void LogNotHeard(string reason);

    [LoggerMessage(4011, LogLevel.Warning, "The database has not heard of {Nodes} for too long: declared dead, and their work is taken over.")]
    private partial void LogBuried(string nodes);
}
