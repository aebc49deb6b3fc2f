using Orleans.Runtime;
using Shouldly;
using Slipway.Execution.Nodes;
using Slipway.Storage.Tests.Compliance;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.Storage.Tests.Cluster;

public sealed class MembershipTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_comes_back_as_it_was_written_and_the_view_has_the_version_that_it_raised()
    {
        var database = await DatabaseAsync();
        var (first, second) = (new TestNode(database, 1001), new TestNode(database, 1002));
        await first.JoinAsync();
        await second.JoinAsync();
        var vote = Tuple.Create(second.SiloAddress, new DateTime(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc));

        var seen = await first.Table.ReadAllAsync(Cancellation);
        var suspected = first.Entry(SiloStatus.ShuttingDown);
        suspected.SuspectTimes = [vote];
        (await first.Table.UpdateRowAsync(suspected, "", seen.Version.Next(), Cancellation)).ShouldBeTrue();

        var row = await second.Table.ReadRowAsync(first.SiloAddress, Cancellation);
        row.Version.Version.ShouldBe(seen.Version.Version + 1);
        var entry = row.Members.ShouldHaveSingleItem().Item1;
        entry.Status.ShouldBe(SiloStatus.ShuttingDown);
        entry.SuspectTimes.ShouldBe([vote]);
        (entry.SiloName, entry.HostName).ShouldBe(("node", "machine"));
        (await second.Table.ReadAllAsync(Cancellation)).Members.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_seen_an_older_view_changes_nothing()
    {
        var database = await DatabaseAsync();
        var (first, second) = (new TestNode(database, 1001), new TestNode(database, 1002));
        await first.JoinAsync();
        var old = await second.Table.ReadAllAsync(Cancellation);
        await second.JoinAsync();

        (await second.Table.InsertRowAsync(new TestNode(database, 1003).Entry(SiloStatus.Joining), old.Version.Next(), Cancellation)).ShouldBeFalse();
        (await second.Table.UpdateRowAsync(first.Entry(SiloStatus.Dead), "", old.Version.Next(), Cancellation)).ShouldBeFalse();

        var now = await first.Table.ReadAllAsync(Cancellation);
        now.Version.Version.ShouldBe(old.Version.Version + 1);
        now.Members.Select(member => member.Item1.Status).ShouldBe([SiloStatus.Active, SiloStatus.Active]);
    }

    [Fact]
    public async Task Of_nodes_that_change_the_view_at_once_one_does()
    {
        var database = await DatabaseAsync();
        var nodes = Enumerable.Range(1001, 8).Select(port => new TestNode(database, port)).ToList();
        await nodes[0].Table.InitializeMembershipTableAsync(true, Cancellation);
        var seen = await nodes[0].Table.ReadAllAsync(Cancellation);

        var joined = await Task.WhenAll(nodes.Select(node => node.Table.InsertRowAsync(node.Entry(SiloStatus.Active), seen.Version.Next(), Cancellation)));

        joined.Count(isIn => isIn).ShouldBe(1);
        (await nodes[0].Table.ReadAllAsync(Cancellation)).Members.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_heartbeat_leaves_the_view_and_confirms_the_node()
    {
        var node = new TestNode(await DatabaseAsync(), 1001);
        await node.JoinAsync();
        await node.BeatAsync(Cancellation);
        var seen = await node.Table.ReadAllAsync(Cancellation);
        node.Clock.Advance(NodeStanding.Lifetime);
        node.Standing.IsGood.ShouldBeFalse();

        await node.BeatAsync(Cancellation);

        node.Standing.IsGood.ShouldBeTrue();
        (await node.Table.ReadAllAsync(Cancellation)).Version.Version.ShouldBe(seen.Version.Version);
    }

    [Fact]
    public async Task A_node_that_was_declared_dead_hears_of_it_with_its_next_heartbeat_and_ends()
    {
        var database = await DatabaseAsync();
        var (stale, other) = (new TestNode(database, 1001), new TestNode(database, 1002));
        await stale.JoinAsync();
        await other.JoinAsync();
        await other.Table.UpdateRowAsync(stale.Entry(SiloStatus.Dead), "", (await other.Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation);

        await stale.BeatAsync(Cancellation);

        stale.Ended.ShouldNotBeNull().ShouldContain("declared this one dead");
    }

    [Fact]
    public async Task A_node_that_the_database_does_not_hear_is_declared_dead_by_one_that_it_has_heard_all_the_time()
    {
        var database = await DatabaseAsync();
        var (silent, other) = (new TestNode(database, 1001), new TestNode(database, 1002));
        await silent.JoinAsync();
        await other.JoinAsync();
        await PostgresProcess.ExecuteOnAsync(database, "update cluster_nodes set alive_at = alive_at - 40000000 where address like '%:1001@%'", Cancellation);

        // It has just come itself: the database may have been away for all.
        await other.BeatAsync(Cancellation);
        (await StatusAsync(other, silent)).ShouldBe(SiloStatus.Active);

        for (var beat = 0; beat < 10; beat++)
        {
            other.Clock.Advance(NodeStanding.Period);
            await other.BeatAsync(Cancellation);
        }

        (await StatusAsync(other, silent)).ShouldBe(SiloStatus.Dead);
        (await StatusAsync(other, other)).ShouldBe(SiloStatus.Active);
        other.Ended.ShouldBeNull();
    }

    [Fact]
    public async Task Ages_are_those_of_the_databases_clock_whatever_the_nodes_clock_says()
    {
        var node = new TestNode(await DatabaseAsync(), 1001);
        await node.JoinAsync();
        node.Clock.Advance(TimeSpan.FromDays(2));

        var entry = (await node.Table.ReadAllAsync(Cancellation)).Members.ShouldHaveSingleItem().Item1;

        (node.Clock.GetUtcNow().UtcDateTime - entry.IAmAliveTime).ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_cannot_be_guarded_waits_until_the_node_is_confirmed()
    {
        var node = new TestNode(await DatabaseAsync(), 1001);
        await node.JoinAsync();
        await node.BeatAsync(Cancellation);
        node.Clock.Advance(NodeStanding.Lifetime);

        var effect = node.Standing.ConfirmAsync(Cancellation).AsTask();
        effect.IsCompleted.ShouldBeFalse();
        await node.BeatAsync(Cancellation);

        await effect.WaitAsync(Cancellation);
    }

    private async Task<string> DatabaseAsync()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var stores = await OpenStores.OpenAsync(database, Cancellation);
        return database;
    }

    private static async Task<SiloStatus> StatusAsync(TestNode asker, TestNode node) => (await asker.Table.ReadRowAsync(node.SiloAddress, Cancellation)).Members.ShouldHaveSingleItem().Item1.Status;
}
