using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Triggers;

/// <summary>One push, one execution; and again only when a person wants it.</summary>
public sealed class OnceTests
{
    private const string Events = "/codestream/api/registry-events";
    private const string Executions = "/codestream/api/executions";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_redelivered_push_starts_nothing_and_says_what_it_had_started()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        var push = await server.PushAsync("1.0.0", Cancellation);
        await server.EventsAsync(1, Cancellation);
        await server.Hub.RedeliverAsync(push, Cancellation);
        var lines = await server.EventsAsync(2, Cancellation);
        await server.PushAsync("1.0.0", Cancellation);
        var again = (await server.EventsAsync(3, Cancellation))[2];

        lines.Select(Outcome).ShouldBe(["STARTED", "DUPLICATE"]);
        lines[1]["executionLink"]!.GetValue<string>().ShouldBe(lines[0]["executionLink"]!.GetValue<string>());
        lines[1]["firstEventLink"]!.GetValue<string>().ShouldBe(lines[0]["_link"]!.GetValue<string>());
        lines[1]["message"]!.GetValue<string>().ShouldBe("This push was told of before. It started Deploy#1.");
        Outcome(again).ShouldBe("STARTED", "the tag was pushed again");
        (await server.Client.ListAsync(Executions, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_person_wants_again_is_decided_anew_as_the_webhook_is_now()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        await server.PushAsync("1.0.0", Cancellation);
        var first = (await server.EventsAsync(1, Cancellation))[0];

        await server.Client.PostAsync($"{first["_link"]}/replay", [], Cancellation);
        var again = (await server.EventsAsync(2, Cancellation))[1];
        var webhook = await server.Client.GetAsync("/codestream/api/registry-webhooks/acme/testhook", Cancellation);
        await server.Client.PatchAsync(webhook["_link"]!.GetValue<string>(), new JsonObject { ["tagNamePattern"] = "2.*" }, Cancellation);
        await server.Client.PostAsync($"{Events}/replay", new JsonObject { ["ids"] = new JsonArray(first["id"]!.GetValue<string>(), again["id"]!.GetValue<string>()) }, Cancellation);
        var lines = await server.EventsAsync(4, Cancellation);

        lines.Select(Outcome).ShouldBe(["STARTED", "STARTED", "IGNORED", "IGNORED"]);
        lines.Select(line => line["origin"]!.GetValue<string>()).ShouldBe(["DELIVERED", "REPLAYED", "REPLAYED", "REPLAYED"]);
        again["executionLink"]!.GetValue<string>().ShouldNotBe(first["executionLink"]!.GetValue<string>());
        var delivery = await server.Client.GetAsync($"{again["_link"]}/delivery", Cancellation);
        delivery["replayOf"]!.GetValue<string>().ShouldBe(first["deliveryId"]!.GetValue<string>());
        delivery["body"]!.GetValue<string>().ShouldContain("\"repo_name\"");
        delivery["headers"]!["Content-Type"]!.GetValue<string>().ShouldStartWith("application/json");
    }

    [Fact]
    public async Task A_newer_push_of_a_tag_takes_the_place_of_one_that_still_waits()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.PatchAsync("/codestream/api/pipelines/acme/Deploy", new JsonObject { ["concurrency"] = 1 }, Cancellation);
        await server.CreateWebhookAsync(new JsonObject { ["latestWins"] = true }, Cancellation);

        // The first never gets ready, so that the others wait for its place.
        foreach (var (tag, count) in ((string, int)[])[("unready", 1), ("latest", 2), ("green", 3), ("latest", 4)])
        {
            await server.PushAsync(tag, Cancellation);
            await server.EventsAsync(count, Cancellation);
        }

        var lines = await server.EventsAsync(4, Cancellation);
        var withdrawn = await server.Client.GetAsync(lines[1]["executionLink"]!.GetValue<string>(), Cancellation);

        lines.Select(Outcome).ShouldBe(["STARTED", "SUPERSEDED", "STARTED", "STARTED"]);
        lines[1]["message"]!.GetValue<string>().ShouldBe("A newer push of 'latest' has taken its place: Deploy#4.");
        withdrawn["status"]!.GetValue<string>().ShouldBe("CANCELED");
        withdrawn["statusMessage"]!.GetValue<string>().ShouldBe("A newer push of 'latest' has taken its place: Deploy#4.");
    }

    [Fact]
    public async Task Only_who_may_change_triggers_may_replay()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        await server.PushAsync("1.0.0", Cancellation);
        var line = (await server.EventsAsync(1, Cancellation))[0];
        using var executor = await server.PersonAsync("eve", "acme", "executor", Cancellation);

        (await Should.ThrowAsync<ApiException>(executor.PostAsync($"{line["_link"]}/replay", [], Cancellation))).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await Should.ThrowAsync<ApiException>(executor.PostAsync($"{Events}/replay", new JsonObject { ["ids"] = new JsonArray(line["id"]!.GetValue<string>()) }, Cancellation))).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await server.Client.ListAsync(Events, Cancellation)).ShouldHaveSingleItem();
    }

    private static string Outcome(JsonObject line) => line["outcome"]!.GetValue<string>();
}
