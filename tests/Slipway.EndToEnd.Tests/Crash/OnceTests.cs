using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.EndToEnd.Tests.Crash;

/// <summary>
/// Thousands of deliveries in any order, many of them again, to a server that is killed again and again beside a Docker Hub on a bad day.
/// All of them with <c>SLIPWAY_PROVE=1</c>.
/// </summary>
public sealed partial class OnceTests(ITestOutputHelper output)
{
    private const int Seed = 20261123;

    /// <summary>Tags that move, and nobody asks the registry.</summary>
    private const string Moving = "acme/web";

    /// <summary>The registry is asked, and not waited for.</summary>
    private const string Preferred = "acme/api";

    /// <summary>The registry must confirm.</summary>
    private const string Required = "acme/job";

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1";
    private static readonly int Deliveries = IsFull ? 10_000 : 500;
    private static readonly int Kills = IsFull ? 25 : 4;
    private static readonly string[] Repositories = [Moving, Preferred, Required];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_pushes_are_told_in_whatever_order_each_starts_one_execution_and_every_delivery_is_accounted_for()
    {
        await using var world = await TestWorld.StartAsync(Cancellation);
        var random = new Random(Seed);
        var pushes = await PushesAsync(world, Deliveries * 7 / 10);
        var deliveries = Shuffled([.. pushes, .. Shuffled(pushes, random).Take(Deliveries - pushes.Count)], random);
        var logs = new List<string>();
        var server = await StartAsync(world, LastingAddress.Find());
        var address = server.Address;
        try
        {
            using (var client = await SignInAsync(address))
            {
                await SetUpAsync(world, client);
            }

            var registry = new Registry(Repositories.ToDictionary(repository => repository, repository => new Uri(address, $"/pipelines/api/docker-hub-webhooks?secureToken={TokenOf(repository)}")));
            using var calm = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var flapping = FlappingHub.FlapAsync(world.Hub, Seed, calm.Token);
            var sending = registry.SendAsync(deliveries, Cancellation);
            for (var kill = 0; kill < Kills; kill++)
            {
                var soFar = random.Next(kill * Deliveries / Kills, (kill + 1) * Deliveries / Kills);
                await Eventually.Get(() => Task.FromResult(registry.Accepted.Count), count => count >= soFar || sending.IsCompleted, TimeSpan.FromMinutes(3), Cancellation);
                await server.KillAsync();
                logs.Add(server.Output);
                await server.DisposeAsync();
                server = await StartAsync(world, address.ToString());
            }

            await sending.WaitAsync(TimeSpan.FromMinutes(5), Cancellation);
            await calm.CancelAsync();
            var flaps = await flapping;

            using var reader = await SignInAsync(address);
            var lines = await DecidedAsync(reader, registry);
            var executions = await AllAsync(reader, "executions");
            logs.Add(server.Output);

            output.WriteLine($"seed {Seed}: {deliveries.Count} deliveries of {pushes.Count} pushes, {registry.Accepted.Count} answered 2xx, {registry.Unanswered} attempts not answered, {Kills} kills, {flaps} times the Hub failed");
            output.WriteLine($"{lines.Count} lines: {string.Join(", ", lines.GroupBy(line => $"{Text(line, "outcome")} {Text(line, "origin")}").OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => $"{same.Count()} {same.Key}"))}; {executions.Count} executions");
            ShouldAccountFor(registry, lines);
            ShouldStartEachPushOnce(pushes, lines, executions);
            Complaint().Matches(string.Concat(logs)).Select(match => match.Value).ShouldBeEmpty();
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>A third of them move a few tags on and on, some of which the filter leaves out; the others are each of a tag of its own.</summary>
    private static async Task<List<Push>> PushesAsync(TestWorld world, int count)
    {
        world.Hub.AddRepository(Preferred);
        world.Hub.AddRepository(Required);
        var pushes = new List<Push>();
        for (var number = 0; number < count; number++)
        {
            pushes.Add((number % 3) switch
            {
                0 => Push.Told(Moving, (number % 10) switch { 0 => "v-latest", 1 => "v-stable", 2 => "nightly", _ => $"v{number}" }, 1_417_566_161 + number),
                1 => Push.Of(await world.Hub.PushAsync($"{Preferred}:1.0.{number}", Cancellation)),
                _ => Push.Of(await world.Hub.PushAsync($"{Required}:1.0.{number}", Cancellation)),
            });
        }

        return pushes;
    }

    private static async Task SetUpAsync(TestWorld world, SlipwayClient client)
    {
        await world.SetUpAsync(client, Moving, Pipelines.Nothing, "Deploy", Cancellation);
        var first = (await client.ListAsync("/codestream/api/registry-webhooks", Cancellation)).ShouldHaveSingleItem();
        await client.PatchAsync(first["_link"]!.GetValue<string>(), new JsonObject { ["tagNamePattern"] = "glob:v*" }, Cancellation);
        foreach (var (repository, proof) in new[] { (Preferred, "PREFERRED"), (Required, "REQUIRED") })
        {
            await client.PostAsync("/codestream/api/registry-webhooks", new JsonObject
            {
                ["project"] = TestWorld.Project,
                ["name"] = proof,
                ["pipeline"] = "Deploy",
                ["secretToken"] = TokenOf(repository),
                ["proof"] = proof,
                ["endpoint"] = new JsonObject
                {
                    ["name"] = repository.Replace('/', ' '),
                    ["properties"] = new JsonObject
                    {
                        ["serverType"] = "DockerHub",
                        ["repoUrl"] = $"https://hub.docker.com/r/{repository}",
                        ["username"] = "acme",
                        ["password"] = TestWorld.HubPassword,
                        ["apiUrl"] = world.Hub.Address.ToString(),
                    },
                },
            }, Cancellation);
        }
    }

    /// <summary>The whole activity, once every delivery that was answered has its line, and no execution is under way.</summary>
    private static async Task<IReadOnlyList<JsonObject>> DecidedAsync(SlipwayClient client, Registry registry)
    {
        var lines = await Eventually.Get(
            () => AllAsync(client, "registry-events"),
            seen => registry.Accepted.Keys.Except(seen.Select(line => Text(line, "deliveryId"))).Any() is false,
            TimeSpan.FromMinutes(6),
            Cancellation);
        await Eventually.Get(
            () => client.ListAsync("/codestream/api/executions?$top=1&$filter=status ne 'COMPLETED' and status ne 'FAILED'", Cancellation),
            open => open.Count == 0,
            TimeSpan.FromMinutes(3),
            Cancellation);
        return lines;
    }

    private static void ShouldAccountFor(Registry registry, IReadOnlyList<JsonObject> lines)
    {
        var byDelivery = lines.Where(line => Text(line, "deliveryId").Length > 0).ToLookup(line => Text(line, "deliveryId"));
        foreach (var (delivery, push) in registry.Accepted)
        {
            var line = byDelivery[delivery].ShouldHaveSingleItem();
            (Text(line, "imageName"), Text(line, "tag")).ShouldBe((push.Repository, push.Tag));
        }

        byDelivery.ShouldAllBe(same => same.Count() == 1);
    }

    private static void ShouldStartEachPushOnce(IReadOnlyList<Push> pushes, IReadOnlyList<JsonObject> lines, IReadOnlyList<JsonObject> executions)
    {
        var byPush = lines.ToLookup(line => (Text(line, "imageName"), Text(line, "tag"), SecondsOf(line)));
        var byLink = lines.ToLookup(line => Text(line, "_link"));
        foreach (var push in pushes)
        {
            var told = byPush[(push.Repository, push.Tag, push.PushedAt)].ToLookup(line => Text(line, "outcome"));
            if (push.Tag == "nightly")
            {
                told.Select(same => same.Key).ShouldBe(["IGNORED"]);
                continue;
            }

            var started = told["STARTED"].ShouldHaveSingleItem($"{push}");
            told.Select(same => same.Key).ShouldBeSubsetOf(["STARTED", "DUPLICATE"]);
            told["DUPLICATE"].ShouldAllBe(again => Text(again, "firstEventLink") == Text(started, "_link") && Text(again, "executionLink") == Text(started, "executionLink"));
        }

        executions.Select(execution => Text(execution, "_link")).ShouldBe(lines.Where(line => Text(line, "outcome") == "STARTED").Select(line => Text(line, "executionLink")), ignoreOrder: true);
        executions.ShouldAllBe(execution => Text(execution, "status") == "COMPLETED");
        executions.Select(execution => (int)execution["index"]!).Order().ShouldBe(Enumerable.Range(1, executions.Count));
    }

    private static long SecondsOf(JsonNode line) => DateTimeOffset.TryParse(Text(line, "pushedAt"), CultureInfo.InvariantCulture, out var at) ? at.ToUnixTimeSeconds() : 0;

    private static List<Push> Shuffled(IEnumerable<Push> pushes, Random random)
    {
        var all = pushes.ToArray();
        random.Shuffle(all);
        return [.. all];
    }

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

    private static string TokenOf(string repository) => repository == Moving ? TestWorld.SecureToken : $"a-secure-token-for-{repository.Replace('/', '-')}";

    // The sender is one address, and faster than registries are.
    private static Task<SlipwayProcess> StartAsync(TestWorld world, string url) => SlipwayProcess.StartAsync(world.Data.FullName, url, Cancellation, SlipwayProcess.Password, "--delivery-rate", "10000");

    private static Task<SlipwayClient> SignInAsync(Uri address) => SlipwayClient.SignInAsync(address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation);

    private static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";

    [GeneratedRegex("^.*( fail: | crit: |[Uu]nhandled exception).*$", RegexOptions.Multiline)]
    private static partial Regex Complaint();
}
