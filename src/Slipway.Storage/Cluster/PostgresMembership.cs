using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace Slipway.Storage.Cluster;

/// <summary>
/// Who is a node of the cluster, for Orleans. Every change but a heartbeat raises the view's version by one, in the same transaction, and is
/// refused when the version is not the one that was seen. Moments are the database's: what a node reads is turned into its own clock's.
/// </summary>
internal sealed class PostgresMembership(ClusterDatabase database, Heartbeat heartbeat, ILocalSiloDetails self, TimeProvider clock) : IMembershipTable
{
    private const string Read = $"""
        select v.version, {ClusterDatabase.Now}, n.address, n.status, n.name, n.host, n.suspects, n.started_at, n.alive_at
        from cluster_view v left join cluster_nodes n on $1 = '' or n.address = $1
        where v.id = 1
        """;

    private const string Raise = "update cluster_view set version = $1 where id = 1 and version = $2";

    private const string Insert = $"""
        insert into cluster_nodes (address, status, name, host, suspects, started_at, alive_at)
        values ($1, $2, $3, $4, $5, {ClusterDatabase.Now}, {ClusterDatabase.Now})
        on conflict do nothing
        """;

    private const string Update = $"""
        update cluster_nodes
        set status = $2, suspects = $3, alive_at = case when $4 then {ClusterDatabase.Now} else alive_at end
        where address = $1
        """;

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = ClusterDatabase.Command(connection, "insert into cluster_view (id, version) values (1, 0) on conflict do nothing");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) => ReadAsync("", cancellationToken);

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) => ReadAsync(key.ToParsableString(), cancellationToken);

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default) => ChangeAsync(
        tableVersion,
        Insert,
        [entry.SiloAddress.ToParsableString(), entry.Status.ToString(), entry.SiloName ?? "", entry.HostName ?? "", Suspicion.Write(entry.SuspectTimes)],
        cancellationToken);

    public Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default) => ChangeAsync(
        tableVersion,
        Update,
        [entry.SiloAddress.ToParsableString(), entry.Status.ToString(), Suspicion.Write(entry.SuspectTimes), entry.SiloAddress.Equals(self.SiloAddress)],
        cancellationToken);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) => heartbeat.BeatAsync(entry.SiloAddress, cancellationToken);

    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = ClusterDatabase.Command(
            connection,
            $"delete from cluster_nodes where status = $1 and alive_at < {ClusterDatabase.Now} - $2",
            nameof(SiloStatus.Dead),
            (long)(clock.GetUtcNow() - beforeDate).TotalMicroseconds);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = ClusterDatabase.Command(connection, "delete from cluster_nodes");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    Task IMembershipTable.InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion);

    Task<MembershipTableData> IMembershipTable.ReadAll() => ReadAllAsync();

    Task<MembershipTableData> IMembershipTable.ReadRow(SiloAddress key) => ReadRowAsync(key);

    Task<bool> IMembershipTable.InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion);

    Task<bool> IMembershipTable.UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => UpdateRowAsync(entry, etag, tableVersion);

    Task IMembershipTable.UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry);

    Task IMembershipTable.CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate);

    Task IMembershipTable.DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId);

    private async Task<MembershipTableData> ReadAsync(string address, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = ClusterDatabase.Command(connection, Read, address);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var members = new List<Tuple<MembershipEntry, string>>();
        var version = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            version = reader.GetInt32(0);
            if (!await reader.IsDBNullAsync(2, cancellationToken))
            {
                // The view's version guards every row: rows have none of their own.
                members.Add(Tuple.Create(ToEntry(reader), ""));
            }
        }

        return new MembershipTableData(members, new TableVersion(version, $"{version}"));
    }

    private MembershipEntry ToEntry(NpgsqlDataReader row)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var databaseNow = row.GetInt64(1);
        return new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(row.GetString(2)),
            Status = Enum.Parse<SiloStatus>(row.GetString(3)),
            SiloName = row.GetString(4),
            HostName = row.GetString(5),
            SuspectTimes = Suspicion.Read(row.GetString(6)),
            StartTime = Ago(row.GetInt64(7)),
            IAmAliveTime = Ago(row.GetInt64(8)),
        };

        DateTime Ago(long moment) => now - TimeSpan.FromMicroseconds(databaseNow - moment);
    }

    private async Task<bool> ChangeAsync(TableVersion version, string change, object[] values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var raise = ClusterDatabase.Command(connection, Raise, version.Version, version.Version - 1);
        await using var command = ClusterDatabase.Command(connection, change, values);
        if (await raise.ExecuteNonQueryAsync(cancellationToken) != 1 || await command.ExecuteNonQueryAsync(cancellationToken) != 1)
        {
            await transaction.RollbackAsync(cancellationToken);
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
