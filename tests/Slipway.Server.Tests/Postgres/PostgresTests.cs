using System.Net;
using Shouldly;
using Slipway.Server.Tests.Triggers;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.Server.Tests.Postgres;

public sealed class PostgresTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_to_a_server_on_PostgreSQL_is_rolled_out_and_all_that_is_known_of_it_is_there()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation, database);

        using var answer = await server.DeliverAsync(DeliveryTests.Payload("1.0.0"), Cancellation);
        var execution = await server.EndedAsync(await server.EventAsync(Cancellation), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        execution["status"]!.GetValue<string>().ShouldBe("COMPLETED", execution["statusMessage"]!.GetValue<string>());
        server.Cluster.Find("apps/v1", "Deployment", "default", "testhook").ShouldNotBeNull();
        (await PostgresServer.ReadAsync<string>(database, "select status from executions", Cancellation)).ShouldBe(["COMPLETED"]);
        (await PostgresServer.ReadAsync<bool>(database, "select is_decided from deliveries", Cancellation)).ShouldBe([true]);
        (await PostgresServer.ReadAsync<string>(database, "select string_agg(sealed_properties, '') from endpoints", Cancellation)).Single().ShouldNotContain(TestServer.HubPassword);
    }

    [Fact]
    public async Task When_the_database_goes_away_a_push_is_answered_with_503_and_when_it_is_back_with_202()
    {
        await using var own = new PostgresServer();
        await own.InitializeAsync();
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation, await own.CreateDatabaseAsync(Cancellation));

        await own.KillAsync();
        using var refused = await server.DeliverAsync(DeliveryTests.Payload("1.0.0"), Cancellation);
        await own.StartAsync();
        HttpStatusCode taken;
        do
        {
            using var answer = await server.DeliverAsync(DeliveryTests.Payload("1.0.1"), Cancellation);
            taken = answer.StatusCode;
        }
        while (taken is HttpStatusCode.ServiceUnavailable);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        taken.ShouldBe(HttpStatusCode.Accepted);
    }
}
