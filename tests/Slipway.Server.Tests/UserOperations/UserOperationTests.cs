using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.UserOperations;

public sealed class UserOperationTests
{
    private const string Operations = "/codestream/api/user-operations";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approver_approves_by_the_api_and_the_pipeline_goes_on()
    {
        await using var server = await StartAsync();
        using var bob = await server.PersonAsync("bob", "acme", "executor", Cancellation);
        using var eve = await server.PersonAsync("eve", "acme", "developer", Cancellation);
        var started = await AskAsync(server);

        var asked = (await bob.ListAsync($"{Operations}?$filter=status eq 'ACTIVE'&$orderby=_requestedOnInMicros desc", Cancellation)).ShouldHaveSingleItem();
        asked["summary"]!.GetValue<string>().ShouldBe("Ship 1.2?");
        asked["approvers"]!.ToJsonString().ShouldBe("[\"bob\"]");
        (asked["executionLink"]!.ToString(), asked["pipelineName"]!.ToString(), asked["taskKey"]!.ToString()).ShouldBe((started["executionLink"]!.ToString(), "Ask", "Go"));
        asked["_mayRespond"]!.GetValue<bool>().ShouldBeTrue();
        (await eve.GetAsync(asked["_link"]!.ToString(), Cancellation))["_mayRespond"]!.GetValue<bool>().ShouldBeFalse();
        (await RefusalAsync(eve, asked, "Approved")).ShouldBe((HttpStatusCode.Forbidden, "Who may answer this is bob, or an administrator of the project."));
        (await RefusalAsync(bob, asked, "Perhaps")).ShouldBe((HttpStatusCode.BadRequest, "status: 'Perhaps' is not one of: Approved, Rejected."));
        (await RefusalAsync(bob, asked, null)).Message.ShouldBe("status: is missing. It is Approved or Rejected.");

        var approved = await bob.PatchAsync(asked["_link"]!.ToString().Replace("/codestream/", "/pipeline/", StringComparison.Ordinal), new JsonObject { ["status"] = "Approved", ["responseMessage"] = "Approved on Monday." }, Cancellation);

        (approved["status"]!.ToString(), approved["respondedBy"]!.ToString(), approved["respondedByEmail"]!.ToString(), approved["responseMessage"]!.ToString()).ShouldBe(("Approved", "bob", "bob@acme.example", "Approved on Monday."));
        await server.ReachedAsync(started, "COMPLETED", Cancellation);
        var late = await RefusalAsync(server.Client, asked, "Rejected");
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Message.ShouldStartWith($"User operation {asked["index"]} was approved by bob on 2");
        var entry = (await server.Client.ListAsync("/codestream/api/audit?$filter=kind eq 'USER_OPERATION'", Cancellation)).ShouldHaveSingleItem();
        (entry["action"]!.ToString(), entry["who"]!.ToString(), entry["message"]!.ToString()).ShouldBe(("APPROVE", "bob", "Approved on Monday."));
    }

    [Fact]
    public async Task An_approver_whose_right_was_taken_away_answers_no_more_and_the_refusal_is_recorded()
    {
        await using var server = await StartAsync();
        using var bob = await server.PersonAsync("bob", "acme", "executor", Cancellation);
        await AskAsync(server);
        var asked = (await bob.ListAsync(Operations, Cancellation))[0];

        await server.Client.PutAsync("/codestream/api/projects/acme/members/bob", new JsonObject { ["role"] = "viewer" }, Cancellation);
        (await RefusalAsync(bob, asked, "Approved")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await server.Client.DeleteAsync("/codestream/api/projects/acme/members/bob", Cancellation);
        (await RefusalAsync(bob, asked, "Approved")).Status.ShouldBe(HttpStatusCode.NotFound);

        (await server.Client.GetAsync(asked["_link"]!.ToString(), Cancellation))["status"]!.ToString().ShouldBe("ACTIVE");
        (await server.Client.ListAsync("/codestream/api/audit?$filter=action eq 'REFUSED' and who eq 'bob'", Cancellation)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_was_asked_before_a_restart_is_answered_after_it()
    {
        await using var server = await StartAsync();
        var started = await AskAsync(server);
        await server.RestartAsync(options => options, Cancellation);
        var asked = (await server.Client.ListAsync(Operations, Cancellation)).ShouldHaveSingleItem();

        await server.Client.PatchAsync(asked["_link"]!.ToString(), new JsonObject { ["status"] = "Rejected", ["responseMessage"] = "Not today" }, Cancellation);

        (await server.ReachedAsync(started, "FAILED", Cancellation))["statusMessage"]!.ToString().ShouldBe("Ask.Go: Rejected by admin: Not today.");
    }

    [Fact]
    public async Task A_secret_that_a_question_holds_is_masked()
    {
        await using var server = await StartAsync();
        await server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "key", ["type"] = "SECRET", ["value"] = "hush-hush" }, Cancellation);
        await server.Client.ImportAsync(Pipeline.Replace("Ship ${input.TAG}?", "Ship ${var.key}?", StringComparison.Ordinal), Cancellation);
        await AskAsync(server);

        (await server.Client.ListAsync(Operations, Cancellation))[0]["summary"]!.ToString().ShouldBe("Ship ******?");
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Pipeline, Cancellation);
        return server;
    }

    private static async Task<JsonObject> AskAsync(TestServer server)
    {
        var started = await server.Client.PostAsync("/codestream/api/pipelines/acme/Ask/executions", new JsonObject { ["input"] = new JsonObject { ["TAG"] = "1.2" } }, Cancellation);
        await server.ReachedAsync(started, "WAITING", Cancellation);
        return started;
    }

    private static async Task<(HttpStatusCode Status, string Message)> RefusalAsync(SlipwayClient client, JsonObject asked, string? status)
    {
        var refusal = await Should.ThrowAsync<ApiException>(() => client.PatchAsync(asked["_link"]!.ToString(), status is null ? [] : new JsonObject { ["status"] = status }, Cancellation));
        return (refusal.Status!.Value, refusal.Reason);
    }

    private const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Ask
        enabled: true
        input: {TAG: ''}
        stageOrder: [Ask]
        stages:
          Ask:
            taskOrder: [Go]
            tasks:
              Go:
                type: UserOperation
                input:
                  summary: Ship ${input.TAG}?
                  approvers: [bob]
        """;
}
