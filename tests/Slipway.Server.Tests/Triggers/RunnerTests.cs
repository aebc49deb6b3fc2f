using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Storage;
using Slipway.Tasks.Tests.Endpoints;
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

    [Theory]
    [InlineData(31, null)]
    [InlineData(29, 30)]
    [InlineData(6, 7)]
    [InlineData(0.5, 1)]
    public async Task A_token_that_will_expire_is_warned_of_on_the_card_in_the_activity_and_by_mail_once_each_time(double daysLeft, int? told)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await using var mail = new MailListener("ci", "hush");
        await server.SetUpAsync(Cancellation);
        await server.Client.PostAsync("/codestream/api/endpoints", new JsonObject
        {
            ["project"] = "acme",
            ["name"] = "Mail",
            ["type"] = "email",
            ["properties"] = new JsonObject { ["senderAddress"] = "ci@acme.example", ["encryptionMethod"] = "NONE", ["outboundHost"] = "127.0.0.1", ["outboundPort"] = $"{mail.Port}", ["outboundUsername"] = "ci", ["outboundPassword"] = "hush" },
        }, Cancellation);
        var (token, _) = await TokenAsync(server, "eve", "executor");
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["refreshToken"] = token }, Cancellation);
        var end = DateTimeOffset.UtcNow.AddDays(daysLeft);
        await using (var db = await server.Services.GetRequiredService<IDbContextFactory<SlipwayDb>>().CreateDbContextAsync(Cancellation))
        {
            (await db.RefreshTokens.SingleAsync(row => row.Name == "ci", Cancellation)).ExpiresAt = end;
            await db.SaveChangesAsync(Cancellation);
        }

        var health = await server.Client.PostAsync($"{webhook["_link"]}/check", [], Cancellation);
        await server.Client.PostAsync($"{webhook["_link"]}/check", [], Cancellation);

        var warnings = (await server.Client.ListAsync("/codestream/api/registry-events", Cancellation)).Where(line => line["outcome"]!.GetValue<string>() == "WARNING").ToList();
        if (told is null)
        {
            health["tokenProblem"]!.GetValue<string>().ShouldBeEmpty();
            warnings.ShouldBeEmpty();
            mail.Lines.ShouldBeEmpty();
            return;
        }

        var message = $"The API token 'ci' of eve expires on {end.UtcDateTime:yyyy-MM-dd}";
        health["tokenProblem"]!.GetValue<string>().ShouldStartWith(message);
        warnings.ShouldHaveSingleItem()["message"]!.GetValue<string>().ShouldStartWith(message);
        mail.Lines.Count(line => line == "To: eve@acme.example").ShouldBe(1);
        mail.Lines.ShouldContain("Subject: Slipway: webhook 'testhook' of project 'acme' will stop working");
        mail.Lines.ShouldNotContain(line => line.Contains(token));
    }

    private static async Task<(string Token, string Link)> TokenAsync(TestServer server, string person, string role)
    {
        using var client = await server.PersonAsync(person, "acme", role, Cancellation);
        var token = await client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = person, ["password"] = TestServer.Password, ["name"] = "ci" }, Cancellation);
        return (token["token"]!.GetValue<string>(), token["_link"]!.GetValue<string>());
    }
}
