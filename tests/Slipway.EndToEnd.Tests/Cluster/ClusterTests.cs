using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Sandbox.Kubernetes;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.EndToEnd.Tests.Cluster;

/// <summary>Many servers on one PostgreSQL, and all that can happen to one of them. With <c>SLIPWAY_PROVE=1</c> 2,000 executions and every kind of failure.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const string Repository = "acme/web";

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";
    private static readonly int Pushes = IsFull ? 2_000 : 60;
    private static readonly string MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_becomes_of_a_node_every_push_is_deployed_once_and_numbered_without_gaps()
    {
        // Slow enough that there is always something under way.
        await using var world = await TestWorld.StartAsync(Cancellation, step: TimeSpan.FromMilliseconds(150));
        await using var postgres = new PostgresProcess(IsFull ? "128MB" : "32MB");
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var network = new DatabaseForwarder(postgres.SocketPath);
        var throughNetwork = database.Replace($"Host={Path.GetDirectoryName(postgres.SocketPath)}", $"Host=127.0.0.1;Port={network.Port}", StringComparison.Ordinal);

        // All at once on an empty database: the tables, the keys and the administrator are made by one of them.
        var nodes = await Task.WhenAll(
            Node.StartAsync("a", database, MasterKey, Cancellation),
            Node.StartAsync("b", database, MasterKey, Cancellation),
            Node.StartAsync("c", throughNetwork, MasterKey, Cancellation));
        try
        {
            await ReadyAsync(nodes);
            using (var client = await SignInAsync(nodes[0]))
            {
                await world.SetUpAsync(client, Repository, Crash.Pipelines.OneDeploymentPerTag, "Deploy", Cancellation);
            }

            using var senders = new Senders(Repository, () => [.. nodes.Select(node => node.Address)], Cancellation);
            await FailAsync(nodes, network, senders);

            await senders.SendUpToAsync(Pushes);
            using var reader = await SignInAsync(nodes[0]);
            var executions = await EndedAsync(reader);
            Report(world, nodes, senders, executions);
            ShouldHaveOneExecutionEach(senders, await AllAsync(reader, "registry-events"), executions);
            ShouldChangeOncePerAttempt(world.Cluster.Audit, executions);
        }
        catch
        {
            foreach (var node in nodes)
            {
                output.WriteLine($"--- {node.Name}: {string.Join(", ", node.Exits)}\n{string.Join('\n', node.Log.Split('\n').TakeLast(60))}");
            }

            throw;
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_session_of_one_node_holds_on_the_others_and_a_node_with_another_master_key_is_refused()
    {
        await using var postgres = new PostgresProcess();
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var first = await Node.StartAsync("first", database, MasterKey, Cancellation);
        await using var second = await Node.StartAsync("second", database, MasterKey, Cancellation);
        using var http = new HttpClient();

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => Node.StartAsync("third", database, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Cancellation));
        using var login = await http.PostAsync(new Uri(first.Address, "/csp/gateway/am/api/login?access_token"), JsonContent(new JsonObject { ["username"] = SlipwayProcess.UserName, ["password"] = SlipwayProcess.Password }), Cancellation);
        var token = JsonNode.Parse(await login.Content.ReadAsStringAsync(Cancellation))!["access_token"]!.GetValue<string>();
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, new Uri(second.Address, "/codestream/api/executions"));
        elsewhere.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(elsewhere, Cancellation);

        refusal.Message.ShouldContain("are sealed under master key");
        refusal.Message.ShouldContain("start again with the right key");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>One thing after the other goes wrong while pushes come in.</summary>
    private async Task FailAsync(Node[] nodes, DatabaseForwarder network, Senders senders)
    {
        var phases = IsFull ? 6 : 2;
        var phase = 0;
        async Task DuringAsync(string what, Func<IReadOnlyList<JsonObject>, Task> failure)
        {
            using var reader = await SignInAsync(nodes[0]);
            var start = Stopwatch.GetTimestamp();
            var sending = senders.SendUpToAsync(++phase * Pushes / phases);

            // A push that is answered is no execution yet, and a failure that meets none proves nothing.
            var underWay = await Eventually.Get(() => OpenAsync(reader, 1_000), open => open.Count >= (IsFull ? 50 : 3), TimeSpan.FromMinutes(2), Cancellation);
            await failure(underWay);
            await sending;
            await ReadyAsync(nodes);
            output.WriteLine($"{what}, {underWay.Count} executions under way: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {senders.Accepted.Count} pushes taken in");
        }

        await DuringAsync("SIGKILL of a", async underWay =>
        {
            await nodes[0].KillAsync();
            var start = Stopwatch.GetTimestamp();
            using var other = await SignInAsync(nodes[1]);
            await Eventually.Get(() => OpenAsync(other, 1_000), open => !Ids(open).Overlaps(Ids(underWay)), TimeSpan.FromMinutes(2), Cancellation);
            output.WriteLine($"Without a, the last of the {underWay.Count} that were under way had ended {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s after the SIGKILL.");
            await EndedAsync(other, senders.Accepted.Count);
            await nodes[0].StartAgainAsync();
        });
        if (IsFull)
        {
            await DuringAsync("SIGSTOP of b for 60 s", async _ =>
            {
                await nodes[1].SignalAsync("STOP");
                await Task.Delay(TimeSpan.FromSeconds(60), Cancellation);
                await nodes[1].SignalAsync("CONT");
                await Eventually.Get(() => Task.FromResult(nodes[1].Exits.Count), count => count > 0, TimeSpan.FromMinutes(1), Cancellation);
                nodes[1].Exits.ShouldBe([75], "a node that was taken for dead must end, and say that starting it anew helps");
            });
            await DuringAsync("c cut from the database for 10 s", _ => CutAsync(nodes[2], network, TimeSpan.FromSeconds(10)));
            await DuringAsync("c cut from the database for 60 s", async _ =>
            {
                await CutAsync(nodes[2], network, TimeSpan.FromSeconds(60));
                await Eventually.Get(() => Task.FromResult(nodes[2].Exits.Count), count => count > 0, TimeSpan.FromMinutes(1), Cancellation);
                nodes[2].Exits.ShouldBe([75]);
            });
        }

        await DuringAsync("rolling restart", async _ =>
        {
            foreach (var node in nodes)
            {
                await node.TerminateAsync();
                node.Exits.Last().ShouldBe(0);
                await node.StartAgainAsync();
                await ReadyAsync([node]);
            }
        });
    }

    private static async Task CutAsync(Node node, DatabaseForwarder network, TimeSpan time)
    {
        network.Cut();
        var over = Task.Delay(time, Cancellation);
        await Eventually.Get(() => StateAsync(node), said => said is not "ready", time, Cancellation);
        await over;
        network.Restore();
    }

    private static async Task ReadyAsync(IReadOnlyList<Node> nodes)
    {
        foreach (var node in nodes)
        {
            await Eventually.Get(() => StateAsync(node), said => said is "ready", TimeSpan.FromMinutes(2), Cancellation);
        }
    }

    /// <summary>What the node says of itself, or why it says nothing.</summary>
    private static async Task<string> StateAsync(Node node)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        try
        {
            using var answer = await http.GetAsync(new Uri(node.Address, "/health/ready"), Cancellation);
            return await answer.Content.ReadAsStringAsync(Cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !Cancellation.IsCancellationRequested)
        {
            return e.Message;
        }
    }

    /// <summary>All executions, once there are so many at least and all of them have ended.</summary>
    private static async Task<IReadOnlyList<JsonObject>> EndedAsync(SlipwayClient client, int atLeast = 0)
    {
        await Eventually.Get(
            async () =>
            {
                var open = await OpenAsync(client, 1);
                return open.Count == 0 ? (await AllAsync(client, "executions")).Count : -1;
            },
            count => count >= atLeast && (atLeast > 0 || count >= Pushes),
            TimeSpan.FromMinutes(IsFull ? 10 : 3),
            Cancellation);
        return await AllAsync(client, "executions");
    }

    /// <summary>Executions that have not ended, so many at most.</summary>
    private static Task<IReadOnlyList<JsonObject>> OpenAsync(SlipwayClient client, int most) =>
        client.ListAsync($"/codestream/api/executions?$top={most}&$filter=status ne 'COMPLETED' and status ne 'FAILED'", Cancellation);

    private void Report(TestWorld world, Node[] nodes, Senders senders, IReadOnlyList<JsonObject> executions)
    {
        var writes = ByAttempt(world.Cluster.Audit).ToList();
        output.WriteLine($"{senders.Accepted.Count} pushes answered 2xx, {senders.Unanswered} attempts not answered; {executions.Count} executions: {string.Join(", ", executions.GroupBy(execution => Text(execution, "status")).Select(same => $"{same.Count()} {same.Key}"))}");
        output.WriteLine($"{world.Cluster.Audit.Count} writes to Kubernetes for {writes.Count} objects of attempts, {writes.Sum(same => same.Count() - 1)} of them asked for again, {writes.Count(same => same.Count(write => write.Changed) > 1)} changed twice");
        output.WriteLine($"exit codes: {string.Join("; ", nodes.Select(node => $"{node.Name} {string.Join(' ', node.Exits)}"))}");
    }

    private static void ShouldHaveOneExecutionEach(Senders senders, IReadOnlyList<JsonObject> events, IReadOnlyList<JsonObject> executions)
    {
        senders.Accepted.Count.ShouldBe(Pushes);
        executions.Select(execution => Text(execution["input"]!, "DOCKER_TAG")).ShouldBe(senders.Accepted.Keys, ignoreOrder: true);
        executions.Where(execution => Text(execution, "status") != "COMPLETED").Select(execution => Text(execution, "statusMessage")).ShouldBeEmpty();
        executions.Select(execution => (int)execution["index"]!).Order().ShouldBe(Enumerable.Range(1, executions.Count));
        var lines = events.ToLookup(line => Text(line, "deliveryId"));
        foreach (var delivery in senders.Accepted.Values)
        {
            Text(lines[delivery].ShouldHaveSingleItem(), "outcome").ShouldBeOneOf("STARTED", "DUPLICATE");
        }
    }

    private static void ShouldChangeOncePerAttempt(IReadOnlyList<AuditEntry> audit, IReadOnlyList<JsonObject> executions)
    {
        audit.ShouldAllBe(write => write.Annotations.ContainsKey("slipway.dev/attempt"));
        var writes = ByAttempt(audit).ToList();
        writes.Where(same => same.Count(write => write.Changed) > 1).Select(same => same.Key).ShouldBeEmpty("these attempts changed the cluster more than once");
        writes.Count.ShouldBe(2 * executions.Count, "each execution writes a ConfigMap and a Deployment");
    }

    private static IEnumerable<IGrouping<string, AuditEntry>> ByAttempt(IReadOnlyList<AuditEntry> audit) =>
        audit.GroupBy(write => $"{write.Annotations["slipway.dev/attempt"]} on {write.Resource}/{write.Name}");

    private static async Task<IReadOnlyList<JsonObject>> AllAsync(SlipwayClient client, string what)
    {
        const int size = 1_000;
        var all = new List<JsonObject>();
        while (await client.ListAsync($"/codestream/api/{what}?$top={size}&$skip={all.Count}", Cancellation) is { Count: > 0 } page)
        {
            all.AddRange(page);
            if (page.Count < size)
            {
                break;
            }
        }

        return all;
    }

    private static StringContent JsonContent(JsonObject body) => new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    private static Task<SlipwayClient> SignInAsync(Node node) => SlipwayClient.SignInAsync(node.Address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation);

    private static HashSet<string> Ids(IEnumerable<JsonObject> executions) => [.. executions.Select(execution => Text(execution, "id"))];

    private static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";
}
