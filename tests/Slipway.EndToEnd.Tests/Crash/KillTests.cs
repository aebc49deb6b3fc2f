using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Sandbox.Kubernetes;
using Xunit;

namespace Slipway.EndToEnd.Tests.Crash;

/// <summary>The server dies at random moments while pushes come in. With <c>SLIPWAY_PROVE=1</c> 22 times instead of 8.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;
    private const int Senders = 4;
    private const string Repository = "acme/web";

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";
    private static readonly int Pushes = IsFull ? 200 : 80;
    private static readonly int Kills = IsFull ? 22 : 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_the_server_is_killed_every_accepted_delivery_has_exactly_one_execution_that_ends_and_no_attempt_changes_the_cluster_twice()
    {
        await using var world = await TestWorld.StartAsync(Cancellation);
        var server = await SlipwayProcess.StartAsync(world.Data.FullName, LastingAddress.Find(), Cancellation);
        try
        {
            var address = server.Address;
            using (var client = await SignInAsync(address))
            {
                await world.SetUpAsync(client, Repository, Pipelines.OneDeploymentPerTag, "Deploy", Cancellation);
            }

            var accepted = new ConcurrentDictionary<string, string>();
            var unanswered = 0;
            var sending = SendAsync(world, address, accepted, () => Interlocked.Increment(ref unanswered));

            var random = new Random(Seed);
            for (var kill = 0; kill < Kills; kill++)
            {
                // The server dies at a random moment of its work; the next one takes up what it finds.
                await Eventually.Get(() => Task.FromResult(accepted.Count), count => count >= kill * Pushes / Kills || sending.IsCompleted, TimeSpan.FromMinutes(2), Cancellation);
                await Task.Delay(random.Next(400), Cancellation);
                await server.KillAsync();
                await server.DisposeAsync();
                server = await SlipwayProcess.StartAsync(world.Data.FullName, address.ToString(), Cancellation);
            }

            await sending.WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
            using var reader = await SignInAsync(address);
            var executions = await EndedAsync(reader);
            var events = await reader.ListAsync("/codestream/api/registry-events?$top=1000", Cancellation);
            var redone = RedoneAttempts(world.Cluster.Audit);

            output.WriteLine($"seed {Seed}: {Kills} kills, {accepted.Count} deliveries answered 2xx, {unanswered} not answered, {executions.Count} executions, {world.Cluster.Audit.Count} writes to the cluster, {redone} of them asked for again after a kill");
            accepted.Count.ShouldBe(Pushes);
            executions.Count.ShouldBe(Pushes);
            ShouldHaveOneExecutionEach(accepted.Values, events, executions);
            ShouldChangeOncePerAttempt(world.Cluster.Audit);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Sends every push until it is answered with 2xx; notes the delivery that the answer names.</summary>
    private static Task SendAsync(TestWorld world, Uri address, ConcurrentDictionary<string, string> accepted, Action unanswered)
    {
        var hook = new Uri(address, $"/pipelines/api/docker-hub-webhooks?secureToken={TestWorld.SecureToken}");
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            using var http = new HttpClient();
            while (Interlocked.Increment(ref next) is var number && number <= Pushes)
            {
                var tag = $"1.0.{number}";
                while (!accepted.ContainsKey(tag))
                {
                    try
                    {
                        using var answer = await http.PostAsJsonAsync(hook, PayloadOf(tag), Cancellation);
                        if (answer.IsSuccessStatusCode)
                        {
                            accepted[tag] = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["delivery"]!.GetValue<string>();
                        }
                    }
                    catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
                    {
                        unanswered();
                        await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
                    }
                }

                // As fast as a busy registry, not as fast as a loop: the pushes shall span all the kills.
                await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
            }
        }, Cancellation)));
    }

    private static JsonObject PayloadOf(string tag) => new()
    {
        ["push_data"] = new JsonObject { ["pushed_at"] = 1_417_566_161, ["pusher"] = "ada", ["tag"] = tag },
        ["repository"] = new JsonObject { ["repo_name"] = Repository, ["namespace"] = "acme", ["name"] = "web", ["owner"] = "acme" },
    };

    private static async Task<IReadOnlyList<JsonObject>> EndedAsync(SlipwayClient client) => await Eventually.Get(
        () => client.ListAsync("/codestream/api/executions?$top=1000", Cancellation),
        executions => executions.All(execution => Text(execution, "status") is "COMPLETED" or "FAILED"),
        TimeSpan.FromMinutes(3),
        Cancellation);

    private static void ShouldHaveOneExecutionEach(IEnumerable<string> deliveries, IReadOnlyList<JsonObject> events, IReadOnlyList<JsonObject> executions)
    {
        var eventsByDelivery = events.ToLookup(line => Text(line, "deliveryId"));
        foreach (var delivery in deliveries)
        {
            // A delivery that was kept and not answered is sent again: then it is that one that is told of, and the push that starts is one.
            var line = eventsByDelivery[delivery].ShouldHaveSingleItem();
            Text(line, "outcome").ShouldBeOneOf("STARTED", "DUPLICATE");
            executions.Count(execution => Text(execution, "_link") == Text(line, "executionLink")).ShouldBe(1, Text(line, "message"));
        }

        executions.Count.ShouldBe(events.Count(line => Text(line, "outcome") == "STARTED"), "an execution has no push, or a push has two");
        executions.Select(execution => Text(execution["input"]!, "DOCKER_TAG")).ShouldBeUnique();
        executions.Select(execution => (int)execution["index"]!).Order().ShouldBe(Enumerable.Range(1, executions.Count));
        executions.ShouldAllBe(execution => Text(execution, "status") == "COMPLETED");
    }

    private static void ShouldChangeOncePerAttempt(IReadOnlyList<AuditEntry> audit)
    {
        audit.ShouldAllBe(write => write.Annotations.ContainsKey("slipway.dev/attempt"));
        foreach (var writes in ByAttempt(audit))
        {
            writes.Count(write => write.Changed).ShouldBeLessThanOrEqualTo(1, $"attempt {writes.Key} changed the cluster more than once");
        }
    }

    private static int RedoneAttempts(IReadOnlyList<AuditEntry> audit) => ByAttempt(audit).Sum(writes => writes.Count() - 1);

    private static IEnumerable<IGrouping<string, AuditEntry>> ByAttempt(IReadOnlyList<AuditEntry> audit) =>
        audit.GroupBy(write => $"{write.Annotations["slipway.dev/attempt"]} on {write.Resource}/{write.Name}");

    private static Task<SlipwayClient> SignInAsync(Uri address) => SlipwayClient.SignInAsync(address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation);

    private static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";
}
