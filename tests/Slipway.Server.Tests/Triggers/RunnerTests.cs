using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Triggers;

/// <summary>In whose name a webhook's executions run.</summary>
public sealed class RunnerTests
{
    private const string Invalid = "Invalid Oauth Refresh token. Verify webhook configuration.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Executions_run_as_the_owner_of_the_token_and_a_token_that_is_revoked_fails_in_so_many_words()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var (token, link) = await TokenAsync(server, "eve", "executor");
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["refreshToken"] = token }, Cancellation);

        await server.PushAsync("1.0.0", Cancellation);
        var started = (await server.EventsAsync(1, Cancellation))[0];
        await server.Client.DeleteAsync(link, Cancellation);
        await server.PushAsync("1.0.1", Cancellation);
        var failed = (await server.EventsAsync(2, Cancellation))[1];

        webhook.ToJsonString().ShouldNotContain(token);
        webhook["refreshToken"]!.GetValue<string>().ShouldBe("******");
        (await server.Client.GetAsync(started["executionLink"]!.GetValue<string>(), Cancellation))["_executedBy"]!.GetValue<string>().ShouldBe("eve");
        failed["outcome"]!.GetValue<string>().ShouldBe("FAILED");
        failed["message"]!.GetValue<string>().ShouldStartWith($"{Invalid} The API token is unknown or was revoked.");
        failed["executionStatus"]!.GetValue<string>().ShouldBe("FAILED");
    }

    [Fact]
    public async Task A_token_may_lie_in_a_variable_and_is_read_anew_each_time()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var (token, _) = await TokenAsync(server, "eve", "executor");
        var variable = await server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "trigger token", ["type"] = "SECRET", ["value"] = token }, Cancellation);
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["refreshToken"] = "${var.trigger token}" }, Cancellation);

        await server.Client.PatchAsync(variable["_link"]!.GetValue<string>(), new JsonObject { ["value"] = "no token" }, Cancellation);
        await server.PushAsync("1.0.0", Cancellation);
        var failed = (await server.EventsAsync(1, Cancellation))[0];

        webhook["refreshToken"]!.GetValue<string>().ShouldBe("${var.trigger token}");
        failed["message"]!.GetValue<string>().ShouldStartWith($"{Invalid} The API token in variable 'trigger token' is unknown or was revoked.");
    }

    [Theory]
    [InlineData("no token at all", Invalid)]
    [InlineData("${var.nowhere}", "has no variable 'nowhere'")]
    public async Task A_webhook_is_not_kept_with_a_token_that_does_not_work(string token, string message)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        (await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(new JsonObject { ["refreshToken"] = token }, Cancellation))).Message.ShouldContain(message);
        server.Hub.Hooks(TestServer.Repository).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_never_out_ranks_its_owner()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var (viewers, _) = await TokenAsync(server, "vera", "viewer");
        var (executors, _) = await TokenAsync(server, "eve", "executor");

        (await Should.ThrowAsync<ApiException>(server.CreateWebhookAsync(new JsonObject { ["refreshToken"] = viewers }, Cancellation))).Message.ShouldContain("vera, whose API token 'ci' the webhook has, may not run pipelines");
        await server.CreateWebhookAsync(new JsonObject { ["refreshToken"] = executors }, Cancellation);
        await server.Client.DeleteAsync("/codestream/api/projects/acme/members/eve", Cancellation);
        await server.PushAsync("1.0.0", Cancellation);

        var line = (await server.EventsAsync(1, Cancellation))[0];
        line["outcome"]!.GetValue<string>().ShouldBe("FAILED");
        line["message"]!.GetValue<string>().ShouldContain("may not run pipelines of project 'acme'");
    }

    private static async Task<(string Token, string Link)> TokenAsync(TestServer server, string person, string role)
    {
        using var client = await server.PersonAsync(person, "acme", role, Cancellation);
        var token = await client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = person, ["password"] = TestServer.Password, ["name"] = "ci" }, Cancellation);
        return (token["token"]!.GetValue<string>(), token["_link"]!.GetValue<string>());
    }
}
