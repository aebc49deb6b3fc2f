using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Triggers.Upkeep;
using Xunit;

namespace Slipway.Server.Tests.Triggers;

/// <summary>The registry is asked before anything is deployed, and looked at for what it did not tell of.</summary>
public sealed class ProofTests
{
    private const string Echo =
        "project: acme\nkind: PIPELINE\nname: Echo\nenabled: true\ninput: {DOCKER_TAG: '', DOCKER_DIGEST: '', DOCKER_IMAGE_REF: ''}\nstageOrder: []\nstages: {}\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("REQUIRED")]
    [InlineData("PREFERRED")]
    public async Task The_digest_that_the_registry_confirms_reaches_the_pipeline(string proof)
    {
        await using var server = await StartAsync();
        await server.CreateWebhookAsync(new JsonObject { ["pipeline"] = "Echo", ["proof"] = proof }, Cancellation);

        await server.PushAsync("1.0.0", Cancellation);
        var line = (await server.EventsAsync(1, Cancellation))[0];
        var execution = await server.EndedAsync(line, Cancellation);

        var digest = server.Hub.DigestOf(TestServer.Repository, "1.0.0").ShouldNotBeNull();
        line["outcome"]!.GetValue<string>().ShouldBe("STARTED");
        line["digest"]!.GetValue<string>().ShouldBe(digest);
        execution["input"]!["DOCKER_DIGEST"]!.GetValue<string>().ShouldBe(digest);
        execution["input"]!["DOCKER_IMAGE_REF"]!.GetValue<string>().ShouldBe($"{TestServer.Repository}@{digest}");
    }

    [Fact]
    public async Task A_registry_that_falters_is_asked_again_and_pushes_stay_in_their_order()
    {
        await using var server = await StartAsync();
        await server.CreateWebhookAsync(new JsonObject { ["pipeline"] = "Echo", ["proof"] = "REQUIRED" }, Cancellation);
        server.Hub.Fail(503, times: 3, request: "/tags/");

        await server.PushAsync("1.0.0", Cancellation);
        await server.PushAsync("1.0.1", Cancellation);
        var lines = await server.EventsAsync(2, Cancellation);

        lines.Select(line => (line["outcome"]!.GetValue<string>(), line["tag"]!.GetValue<string>(), line["executionIndex"]!.GetValue<int>()))
            .OrderBy(line => line.Item3).ShouldBe([("STARTED", "1.0.0", 1), ("STARTED", "1.0.1", 2)]);
        lines.ShouldAllBe(line => line["digest"]!.GetValue<string>().StartsWith("sha256:"));
    }

    [Fact]
    public async Task Where_proof_is_required_a_registry_that_lets_nobody_in_starts_nothing_and_is_named()
    {
        await using var server = await StartAsync();
        await server.CreateWebhookAsync(new JsonObject { ["pipeline"] = "Echo", ["proof"] = "REQUIRED" }, Cancellation);
        server.Hub.AddUser("acme", "another password");

        await server.PushAsync("1.0.0", Cancellation);
        var line = (await server.EventsAsync(1, Cancellation))[0];

        line["outcome"]!.GetValue<string>().ShouldBe("FAILED");
        line["message"]!.GetValue<string>().ShouldContain("does not accept user 'acme'");
        line["message"]!.GetValue<string>().ShouldContain("Replay");
    }

    [Fact]
    public async Task A_push_that_was_never_told_of_is_found_and_started_once_even_when_it_is_told_of_after_all()
    {
        await using var server = await StartAsync();
        await server.PushAsync("old", Cancellation);
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["pipeline"] = "Echo", ["proof"] = "PREFERRED" }, Cancellation);
        var check = $"{webhook["_link"]}/check";
        await server.Client.PostAsync(check, [], Cancellation);
        await server.PushAsync("told", Cancellation);
        await server.EventsAsync(1, Cancellation);
        await server.Client.PostAsync(check, [], Cancellation);

        server.Hub.DeleteHook(TestServer.Repository, webhook["slug"]!.GetValue<string>());
        var missed = await server.PushAsync("missed", Cancellation);
        await server.Client.PostAsync(check, [], Cancellation);
        var found = (await server.EventsAsync(3, Cancellation)).ToList();
        await server.Client.PostAsync(check, [], Cancellation);
        await server.Hub.RedeliverAsync(missed, Cancellation);
        var lines = await server.EventsAsync(4, Cancellation);

        found.Select(line => (line["outcome"]!.GetValue<string>(), line["origin"]!.GetValue<string>(), line["tag"]!.GetValue<string>()))
            .ShouldBe([("STARTED", "DELIVERED", "told"), ("REPAIRED", "DELIVERED", ""), ("STARTED", "RECONCILED", "missed")], ignoreOrder: true);
        lines.Count.ShouldBe(4, "looking again finds nothing new");
        var late = lines.Single(line => line["outcome"]!.GetValue<string>() == "DUPLICATE");
        late["executionLink"]!.GetValue<string>().ShouldBe(found.Single(line => line["tag"]!.GetValue<string>() == "missed")["executionLink"]!.GetValue<string>());
        (await server.Client.ListAsync("/codestream/api/executions", Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_first_look_at_a_repository_starts_nothing_and_a_storm_is_capped_and_told()
    {
        await using var server = await StartAsync(new UpkeepOptions { Grace = TimeSpan.Zero, MostRaised = 2 });
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["pipeline"] = "Echo", ["proof"] = "PREFERRED" }, Cancellation);
        var check = $"{webhook["_link"]}/check";
        await server.Client.PostAsync(check, [], Cancellation);
        server.Hub.DeleteHook(TestServer.Repository, webhook["slug"]!.GetValue<string>());
        foreach (var number in Enumerable.Range(1, 5))
        {
            await server.PushAsync($"1.0.{number}", Cancellation);
        }

        await server.Client.PostAsync(check, [], Cancellation);
        var lines = await server.EventsAsync(4, Cancellation);

        lines.Where(line => line["outcome"]!.GetValue<string>() == "STARTED").Select(line => line["tag"]!.GetValue<string>()).ShouldBe(["1.0.4", "1.0.5"], ignoreOrder: true);
        lines.Single(line => line["outcome"]!.GetValue<string>() == "WARNING")["message"]!.GetValue<string>().ShouldStartWith("5 tags were pushed without being told of. The newest 2 were taken in");
        await server.Client.PostAsync(check, [], Cancellation);
        (await server.EventsAsync(4, Cancellation)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_tag_that_comes_into_view_because_another_was_deleted_starts_nothing()
    {
        await using var server = await StartAsync();
        foreach (var number in Enumerable.Range(1, 201))
        {
            await server.PushAsync($"0.{number}", Cancellation);
        }

        var webhook = await server.CreateWebhookAsync(new JsonObject { ["pipeline"] = "Echo", ["proof"] = "PREFERRED" }, Cancellation);
        var check = $"{webhook["_link"]}/check";
        await server.Client.PostAsync(check, [], Cancellation);
        server.Hub.DeleteTag(TestServer.Repository, "0.100").ShouldBeTrue();
        await server.Client.PostAsync(check, [], Cancellation);
        server.Hub.DeleteHook(TestServer.Repository, webhook["slug"]!.GetValue<string>());
        await server.PushAsync("missed", Cancellation);
        await server.Client.PostAsync(check, [], Cancellation);

        var lines = await server.EventsAsync(2, Cancellation);
        lines.Select(line => line["tag"]!.GetValue<string>()).ShouldBe(["", "missed"], ignoreOrder: true);
    }

    private static async Task<TestServer> StartAsync(UpkeepOptions? upkeep = null)
    {
        var server = await TestServer.StartAsync(Cancellation, change: options => options with { Upkeep = upkeep ?? new UpkeepOptions { Grace = TimeSpan.Zero } });
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Echo, Cancellation);
        return server;
    }
}
