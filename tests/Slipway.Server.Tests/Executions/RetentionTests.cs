using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Execution;
using Slipway.Execution.Retention;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Server.Tests.Triggers;
using Slipway.Storage.Journal;
using Slipway.Triggers.Deliveries;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class RetentionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_too_old_is_deleted_which_the_audit_and_the_metrics_tell_and_its_line_of_the_activity_stays_readable()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        using var answer = await server.DeliverAsync(DeliveryTests.Payload("1.0.0"), Cancellation);
        var line = await server.EventAsync(Cancellation);
        var execution = await server.EndedAsync(line, Cancellation);
        await MakeOldAsync(server, new ExecutionId(Guid.Parse(execution["id"]!.GetValue<string>())));

        await server.RestartAsync(options => options with { MetricsUrl = "http://127.0.0.1:0", Retention = new RetentionOptions { Executions = TimeSpan.FromDays(30) } }, Cancellation);
        var entry = await EntryAsync(server);

        entry["kind"]!.GetValue<string>().ShouldBe("EXECUTION");
        entry["name"]!.GetValue<string>().ShouldBe("3 executions");
        entry["message"]!.GetValue<string>().ShouldContain("more than 30 days ago");
        (await server.Client.ListAsync("/codestream/api/executions", Cancellation)).ShouldHaveSingleItem()["index"]!.GetValue<int>().ShouldBe(4);
        using var metrics = new HttpClient { BaseAddress = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()) };
        (await metrics.GetStringAsync("/metrics", Cancellation)).ShouldContain("slipway_retention_forgotten_total{");
        var read = (await server.Client.ListAsync("/codestream/api/registry-events", Cancellation)).Single(read => read["outcome"]!.GetValue<string>() == "STARTED");
        read["executionIndex"]!.GetValue<int>().ShouldBe(1);
        read["executionStatus"].ShouldBeNull();
        using var gone = await server.Http.GetAsync(new Uri(read["executionLink"]!.GetValue<string>(), UriKind.Relative), Cancellation);
        gone.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized);
    }

    /// <summary>The execution ended long ago, and three came after it, of which the newest is kept.</summary>
    private static async Task MakeOldAsync(TestServer server, ExecutionId id)
    {
        var store = server.Services.GetRequiredService<IExecutionStore>();
        var old = (await store.FindAsync(id, Cancellation))!;
        var then = DateTimeOffset.UtcNow - TimeSpan.FromDays(100);
        await server.Services.GetRequiredService<GroupCommitWriter>().WriteAsync(
            session => session.ExecuteAsync("update executions set requested_at = @0, started_at = @0, ended_at = @0 where id = @1", then.ToUnixTimeMilliseconds() * 1000, id.Value),
            Cancellation);
        for (var index = 2; index <= 4; index++)
        {
            var copy = old with { Id = new ExecutionId(Guid.NewGuid()), Version = 1, Index = index, RequestedAt = then, StartedAt = then, EndedAt = then };
            (await store.CreateAsync(copy, Cancellation)).ShouldBeTrue();
        }
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> EntryAsync(TestServer server)
    {
        for (var asked = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation))
        {
            asked.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), "the audit has no entry");
            if ((await server.Client.ListAsync("/codestream/api/audit?$filter=kind eq 'EXECUTION' and action eq 'DELETE' and who eq 'slipway'", Cancellation)).FirstOrDefault(entry => entry["name"]!.GetValue<string>().EndsWith("executions", StringComparison.Ordinal)) is { } entry)
            {
                return entry;
            }
        }
    }
}
