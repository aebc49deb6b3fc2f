using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.EndToEnd.Tests.Outage;

public sealed class LostDatabaseTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_PostgreSQL_is_killed_under_work_and_started_again_everything_goes_on_by_itself_and_nothing_is_lost_or_done_twice()
    {
        await using var postgres = new PostgresProcess();
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var world = await TestWorld.StartAsync(Cancellation);
        await using var server = await SlipwayProcess.StartAsync(world.Data.FullName, "http://127.0.0.1:0", Cancellation, SlipwayProcess.Password, "--database", database);

        await new OutageRun(world, server, output).GoThroughAsync(postgres.KillAsync, postgres.StartAsync);
    }
}
