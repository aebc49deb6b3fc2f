using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using Slipway.Execution.Nodes;
using Slipway.Storage.Cluster;
using Slipway.Storage.Postgres;

namespace Slipway.Storage.Tests.Cluster;

/// <summary>A node as the database sees it, with a clock of its own.</summary>
internal sealed class TestNode : ILocalSiloDetails, INodeEnd
{
    private readonly Heartbeat heartbeat;

    public TestNode(string database, int port)
    {
        var cluster = new ClusterDatabase(PostgresAddress.Parse(database));
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1);
        Standing = new NodeStanding(Clock);
        heartbeat = new Heartbeat(cluster, Standing, this, Clock, NullLogger<Heartbeat>.Instance);
        Table = new PostgresMembership(cluster, heartbeat, this, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public NodeStanding Standing { get; }

    public PostgresMembership Table { get; }

    /// <summary>Why it was ended; null while it was not.</summary>
    public string? Ended { get; private set; }

    public SiloAddress SiloAddress { get; }

    public string Name => "node";

    public string ClusterId => "slipway";

    public string DnsHostName => "machine";

    public SiloAddress GatewayAddress => SiloAddress;

    public MembershipEntry Entry(SiloStatus status) => new() { SiloAddress = SiloAddress, Status = status, SiloName = Name, HostName = DnsHostName, SuspectTimes = [] };

    public async Task JoinAsync()
    {
        await Table.InitializeMembershipTableAsync(true);
        var seen = await Table.ReadAllAsync();
        await Table.InsertRowAsync(Entry(SiloStatus.Active), seen.Version.Next());
    }

    public Task BeatAsync(CancellationToken cancellationToken) => heartbeat.BeatAsync(SiloAddress, cancellationToken);

    public void End(string reason) => Ended = reason;
}
