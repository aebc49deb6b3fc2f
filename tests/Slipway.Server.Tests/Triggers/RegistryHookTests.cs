using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Registries.Tests.Hooks.StandIns;
using Xunit;

namespace Slipway.Server.Tests.Triggers;

/// <summary>Webhooks at registries other than Docker Hub, whose hooks the server keeps too.</summary>
public sealed class RegistryHookTests
{
    public static TheoryData<string> Registries => [.. StandIn.Names];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_hook_is_made_with_its_webhook_healed_moved_to_a_new_token_and_deleted_with_it(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        await using var server = await StartAsync(registry, there);

        var webhook = await server.CreateWebhookAsync(new JsonObject { ["endpoint"] = "There" }, Cancellation);
        var link = webhook["_link"]!.GetValue<string>();
        var hook = there.Hooks.ShouldHaveSingleItem();
        hook.Url.ShouldBe(server.HookUrl.ToString());
        webhook["slug"]!.GetValue<string>().ShouldBe(hook.Slug);
        (await RepairsAsync(server, link)).ShouldBe(0);

        there.Hooks.Clear();
        (await RepairsAsync(server, link)).ShouldBe(1);
        (await server.EventsAsync(1, Cancellation))[0]["message"]!.GetValue<string>().ShouldStartWith($"The hook at {registry} was gone. It was made anew");
        there.Hooks.ShouldHaveSingleItem().IsOff = true;
        (await RepairsAsync(server, link)).ShouldBe(2);
        there.Hooks.ShouldHaveSingleItem().IsOff.ShouldBeFalse();

        await server.Client.PatchAsync(link, new JsonObject { ["secretToken"] = "another-secure-token" }, Cancellation);
        there.Hooks.ShouldHaveSingleItem().Url.ShouldEndWith("another-secure-token");
        (await RepairsAsync(server, link)).ShouldBe(2);

        await server.Client.DeleteAsync(link, Cancellation);
        there.Hooks.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task A_registry_that_refuses_keeps_a_webhook_from_being_half_made_and_says_what_to_do(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        await using var server = await StartAsync(registry, there, password: "a-wrong-password");

        var refused = await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(new JsonObject { ["endpoint"] = "There" }, Cancellation));

        refused.Message.ShouldContain("does not accept user");
        refused.Message.ShouldNotContain("a-wrong-password");
        (await server.Client.ListAsync("/codestream/api/registry-webhooks", Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Registries))]
    public async Task An_account_that_may_not_make_hooks_is_good_enough_when_a_person_does(string registry)
    {
        await using var there = await StandIn.StartAsync(registry);
        await using var server = await StartAsync(registry, there, password: "a-password-to-pull-with", hooks: "manual");

        var webhook = await server.CreateWebhookAsync(new JsonObject { ["endpoint"] = "There", ["reconcile"] = false }, Cancellation);

        (webhook["slug"]?.GetValue<string>() ?? "").ShouldBe("");
        (await RepairsAsync(server, webhook["_link"]!.GetValue<string>())).ShouldBe(0);
        there.Requests.ShouldNotContain(request => request.Contains("webhook") || request.Contains("notification") || request.Contains("subscriptions"));
    }

    [Fact]
    public async Task A_webhook_that_moves_to_another_repository_of_a_Harbor_project_keeps_the_projects_policy()
    {
        await using var there = await StandIn.StartAsync("Harbor");
        await using var server = await StartAsync("Harbor", there);
        await CreateEndpointAsync(server, "Harbor", there, "Elsewhere", "2024/api");
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["endpoint"] = "There" }, Cancellation);
        var slug = there.Hooks.ShouldHaveSingleItem().Slug;

        await server.Client.PatchAsync(webhook["_link"]!.GetValue<string>(), new JsonObject { ["endpoint"] = "Elsewhere" }, Cancellation);

        there.Hooks.ShouldHaveSingleItem().Slug.ShouldBe(slug);
    }

    [Fact]
    public async Task A_Harbor_that_cuts_queries_and_hides_headers_is_not_repaired_for_it()
    {
        await using var there = await StandIn.StartAsync("Harbor");
        (((HarborStandIn)there).CutsQueries, ((HarborStandIn)there).MasksHeaders) = (true, true);
        await using var server = await StartAsync("Harbor", there);

        var webhook = await server.CreateWebhookAsync(new JsonObject { ["endpoint"] = "There" }, Cancellation);

        (await RepairsAsync(server, webhook["_link"]!.GetValue<string>())).ShouldBe(0);
        there.Hooks.ShouldHaveSingleItem();
    }

    private static async Task<int> RepairsAsync(TestServer server, string link) =>
        (await server.Client.PostAsync($"{link}/check", [], Cancellation))["hookRepairs"]!.GetValue<int>();

    private static async Task<TestServer> StartAsync(string registry, StandIn there, string? password = null, string hooks = "automatic")
    {
        var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await CreateEndpointAsync(server, registry, there, "There", there.Web.Path, password, hooks);
        return server;
    }

    private static Task<JsonObject> CreateEndpointAsync(TestServer server, string registry, StandIn there, string name, string path, string? password = null, string hooks = "automatic") =>
        server.Client.PostAsync(
            "/codestream/api/endpoints",
            new JsonObject
            {
                ["project"] = "acme",
                ["name"] = name,
                ["type"] = "dockerRegistry",
                ["properties"] = new JsonObject
                {
                    ["serverType"] = registry,
                    ["repoUrl"] = new Uri(there.Account.BaseAddress, path).ToString(),
                    ["username"] = there.Account.UserName,
                    ["password"] = password ?? StandIn.Password,
                    ["hooks"] = hooks,
                },
            },
            Cancellation);
}
