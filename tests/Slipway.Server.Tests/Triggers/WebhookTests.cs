using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Triggers;

public sealed class WebhookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Making_a_webhook_makes_the_hook_at_docker_hub_and_deleting_it_deletes_it_there()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var webhook = await server.CreateWebhookAsync(Cancellation);
        var hook = server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem();
        hook.Url.ToString().ShouldBe(server.HookUrl.ToString());
        webhook["slug"]!.GetValue<string>().ShouldBe(hook.Slug);

        await server.Client.DeleteAsync(webhook["_link"]!.GetValue<string>(), Cancellation);
        server.Hub.Hooks(TestServer.Repository).ShouldBeEmpty();
        (await server.Client.ListAsync("/codestream/api/registry-webhooks", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_secure_token_leaves_by_no_door_but_the_hook_url()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        (await server.Client.GetAsync("/codestream/api/registry-webhooks", Cancellation)).ToJsonString().ShouldNotContain(TestServer.SecureToken);
        (await server.Client.GetAsync("/codestream/api/endpoints", Cancellation)).ToJsonString().ShouldNotContain(TestServer.HubPassword);
    }

    [Fact]
    public async Task When_docker_hub_is_down_the_error_says_so_and_nothing_is_half_made()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        server.Hub.IsDown = true;

        var refused = await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(Cancellation));

        refused.Message.ShouldContain(server.Hub.Address.Authority);
        refused.Message.ShouldContain("503");
        (await server.Client.ListAsync("/codestream/api/registry-webhooks", Cancellation)).ShouldBeEmpty();
        server.Hub.IsDown = false;
        server.Hub.Hooks(TestServer.Repository).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_docker_hub_does_not_accept_the_password_the_error_says_so_and_does_not_repeat_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        server.Hub.AddUser("acme", "another password");

        var refused = await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(Cancellation));

        refused.Message.ShouldContain("acme");
        refused.Message.ShouldNotContain(TestServer.HubPassword);
        (await server.Client.ListAsync("/codestream/api/registry-webhooks", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_webhook_of_the_same_name_is_refused_and_leaves_the_first_ones_hook_alone()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(Cancellation));

        server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("pipeline", "Deplyo", "pipeline: Project 'acme' has no pipeline 'Deplyo'.")]
    [InlineData("endpoint", "Hbu", "endpoint: Project 'acme' has no Docker Registry endpoint 'Hbu'.")]
    [InlineData("project", "nobody", "project: there is no project 'nobody'.")]
    [InlineData("tagNamePattern", "(1", "'tagNamePattern' of Docker webhook 'testhook' is no regular expression")]
    [InlineData("imageNameRegExPattern", "a)|(b", "'imageNameRegExPattern' of Docker webhook 'testhook' is no regular expression")]
    [InlineData("secretToken", "short", "secretToken: A secure token has 16 to 128 characters")]
    [InlineData("name", "a/b", "name: must not hold")]
    public async Task What_is_wrong_with_a_webhook_is_said_by_field_and_nothing_is_made(string field, string value, string message)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var body = TestServer.WebhookBody("testhook");
        body[field] = value;

        var refused = await Should.ThrowAsync<ApiException>(server.Client.PostAsync("/codestream/api/registry-webhooks", body, Cancellation));

        refused.Message.ShouldContain(message);
        server.Hub.Hooks(TestServer.Repository).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disabled_webhook_keeps_its_hook_and_records_pushes_as_ignored()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(Cancellation);

        await server.Client.PatchAsync(webhook["_link"]!.GetValue<string>(), new JsonObject { ["enabled"] = false }, Cancellation);
        using var answer = await server.DeliverAsync(DeliveryTests.Payload("1.0.0"), Cancellation);

        server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem();
        var line = await server.EventAsync(Cancellation);
        line["outcome"]!.GetValue<string>().ShouldBe("IGNORED");
        line["message"]!.GetValue<string>().ShouldBe("The webhook is disabled.");
    }

    [Fact]
    public async Task A_tag_filter_must_match_the_whole_tag()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var body = TestServer.WebhookBody("testhook");
        body["tagNamePattern"] = @"1\.0";
        await server.Client.PostAsync("/codestream/api/registry-webhooks", body, Cancellation);

        using var answer = await server.DeliverAsync(DeliveryTests.Payload("1.0.1"), Cancellation);

        (await server.EventAsync(Cancellation))["message"]!.GetValue<string>().ShouldBe(@"Tag '1.0.1' does not match the tag filter '1\.0'.");
    }
}
