using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Triggers;

/// <summary>Trying a push on a webhook, looking after it, and what else it can be told.</summary>
public sealed class WebhookActionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_says_what_a_push_would_do_with_its_inputs_and_its_manifest_and_runs_nothing()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["tagNamePattern"] = "semver:>=1.4 <2" }, Cancellation);

        var would = await server.Client.PostAsync($"{webhook["_link"]}/test", new JsonObject { ["image"] = $"{TestServer.Repository}:1.4.2" }, Cancellation);
        var wouldNot = await server.Client.PostAsync($"{webhook["_link"]}/test", new JsonObject { ["image"] = $"{TestServer.Repository}:2.0.0" }, Cancellation);

        would["outcome"]!.GetValue<string>().ShouldBe("STARTED");
        would["runsAs"]!.GetValue<string>().ShouldBe("admin");
        would["input"]!["DOCKER_TAG"]!.GetValue<string>().ShouldBe("1.4.2");
        would["tasks"]![0]!["input"]!["yaml"]!.GetValue<string>().ShouldContain($"image: {TestServer.Repository}:1.4.2");
        wouldNot["outcome"]!.GetValue<string>().ShouldBe("IGNORED");
        wouldNot["tagMatches"]!.GetValue<bool>().ShouldBeFalse();
        wouldNot["message"]!.GetValue<string>().ShouldBe("Tag '2.0.0' does not match the tag filter 'semver:>=1.4 <2'.");
        (await server.Client.ListAsync("/codestream/api/executions", Cancellation)).ShouldBeEmpty();
        (await server.Client.ListAsync("/codestream/api/registry-events", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_shows_no_secret_and_says_what_only_the_run_can_tell()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "key", ["type"] = "SECRET", ["value"] = "hush-hush-value" }, Cancellation);
        await server.Client.ImportAsync(
            "project: acme\nkind: PIPELINE\nname: Deploy\nenabled: true\nstageOrder: [S]\nstages: {S: {taskOrder: [A, B], tasks: {A: {type: REST, input: {action: get, url: 'https://x.example/${var.key}'}}, B: {type: REST, input: {action: get, url: 'https://x.example/${S.A.output.responseBody}'}}}}}\n",
            "apply",
            Cancellation);
        var webhook = await server.CreateWebhookAsync(Cancellation);

        var would = await server.Client.PostAsync($"{webhook["_link"]}/test", new JsonObject { ["image"] = $"{TestServer.Repository}:1.4.2" }, Cancellation);

        would.ToJsonString().ShouldNotContain("hush-hush-value");
        would["tasks"]![0]!["input"]!["url"]!.GetValue<string>().ShouldStartWith("https://x.example/");
        would["tasks"]![1]!["open"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_hook_that_was_deleted_or_changed_at_the_registry_is_made_anew_and_the_activity_says_so()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(Cancellation);
        server.Hub.DeleteHook(TestServer.Repository, webhook["slug"]!.GetValue<string>()).ShouldBeTrue();

        var health = await server.Client.PostAsync($"{webhook["_link"]}/check", [], Cancellation);
        var line = (await server.EventsAsync(1, Cancellation))[0];

        server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem().Url.ToString().ShouldBe(server.HookUrl.ToString());
        health["hookRepairs"]!.GetValue<int>().ShouldBe(1);
        line["outcome"]!.GetValue<string>().ShouldBe("REPAIRED");
        line["message"]!.GetValue<string>().ShouldBe("The hook at DockerHub was gone. It was made anew; pushes in between are looked for.");
        await server.PushAsync("1.0.0", Cancellation);
        (await server.EventsAsync(2, Cancellation))[1]["outcome"]!.GetValue<string>().ShouldBe("STARTED");
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_a_problem_of_the_card_and_nothing_is_changed()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(Cancellation);
        server.Hub.IsDown = true;

        var health = await server.Client.PostAsync($"{webhook["_link"]}/check", [], Cancellation);

        health["hookProblem"]!.GetValue<string>().ShouldContain("503");
        (await server.Client.GetAsync(webhook["_link"]!.GetValue<string>(), Cancellation))["_health"]!["hookProblem"]!.GetValue<string>().ShouldContain("503");
        server.Hub.IsDown = false;
        (await server.Client.PostAsync($"{webhook["_link"]}/check", [], Cancellation))["hookProblem"]!.GetValue<string>().ShouldBeEmpty();
        server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task From_an_address_that_is_not_allowed_not_even_the_right_token_gets_in()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["allowedSources"] = new JsonArray("192.0.2.0/24") }, Cancellation);

        using var refused = await server.DeliverAsync(DeliveryTests.Payload("1.0.0"), Cancellation);
        await server.Client.PatchAsync(webhook["_link"]!.GetValue<string>(), new JsonObject { ["allowedSources"] = new JsonArray("192.0.2.0/24", "127.0.0.1") }, Cancellation);
        using var accepted = await server.DeliverAsync(DeliveryTests.Payload("1.0.0"), Cancellation);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Should.ThrowAsync<ApiException>(server.Client.PatchAsync(webhook["_link"]!.GetValue<string>(), new JsonObject { ["allowedSources"] = new JsonArray("192.0.2.1/24") }, Cancellation)))
            .Message.ShouldContain("allowedSources: '192.0.2.1/24' is no network");
    }

    [Fact]
    public async Task An_endpoint_may_be_created_in_the_same_call_and_does_not_stay_without_its_webhook()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        JsonObject Endpoint(string password) => new()
        {
            ["name"] = "New hub",
            ["properties"] = new JsonObject { ["serverType"] = "DockerHub", ["repoUrl"] = $"https://hub.docker.com/r/{TestServer.Repository}", ["username"] = "acme", ["password"] = password, ["apiUrl"] = server.Hub.Address.ToString() },
        };
        async Task<IEnumerable<string>> NamesAsync() => (await server.Client.ListAsync("/codestream/api/endpoints", Cancellation)).Select(endpoint => endpoint["name"]!.GetValue<string>());

        var refused = await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(new JsonObject { ["endpoint"] = Endpoint("a wrong password") }, Cancellation));
        var wrong = await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(new JsonObject { ["endpoint"] = new JsonObject { ["name"] = "New hub", ["properties"] = new JsonObject() } }, Cancellation));
        var left = await NamesAsync();
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["endpoint"] = Endpoint(TestServer.HubPassword) }, Cancellation);

        refused.Message.ShouldContain("does not accept user 'acme'");
        wrong.Message.ShouldContain("endpoint: ");
        left.ShouldBe(["Cluster", "Hub"], ignoreOrder: true);
        webhook["endpoint"]!.GetValue<string>().ShouldBe("New hub");
        (await NamesAsync()).ShouldContain("New hub");
        webhook.ToJsonString().ShouldNotContain(TestServer.HubPassword);
        server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Hooks_follow_the_server_to_another_public_address()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(Cancellation);
        await server.RestartAsync(options => options with { PublicUrl = new Uri("https://cd.acme.example") }, Cancellation);

        var health = await server.Client.PostAsync($"{webhook["_link"]}/check", [], Cancellation);

        health["hookRepairs"]!.GetValue<int>().ShouldBe(1);
        server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem().Url.ToString().ShouldStartWith("https://cd.acme.example/pipelines/api/docker-hub-webhooks?secureToken=");
        (await server.EventsAsync(1, Cancellation))[0]["message"]!.GetValue<string>().ShouldStartWith("The hook at DockerHub called another address.");
    }

    [Fact]
    public async Task A_webhook_is_not_kept_for_a_pipeline_that_cannot_run()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.PatchAsync("/codestream/api/pipelines/acme/Deploy", new JsonObject { ["state"] = "DISABLED" }, Cancellation);

        (await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(Cancellation))).Message.ShouldContain("Pipeline 'Deploy' is disabled");
        server.Hub.Hooks(TestServer.Repository).ShouldBeEmpty();
        (await server.CreateWebhookAsync(new JsonObject { ["enabled"] = false }, Cancellation))["enabled"]!.GetValue<bool>().ShouldBeFalse();
    }
}
