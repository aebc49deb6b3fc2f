using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class NotificationTests
{
    private const string Key = "a-key-that-signs-in-at-the-chat";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_execution_says_who_was_told_of_what_and_what_signs_in_there_is_shown_and_kept_nowhere()
    {
        var calls = new ConcurrentQueue<(string Path, string Key, string Body)>();
        await using var chat = await ChatAsync(calls);
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "chat key", ["type"] = "SECRET", ["value"] = Key }, Cancellation);
        await server.Client.ImportAsync(Pipeline(chat.Urls.First()), Cancellation);

        var started = await server.Client.PostAsync("/codestream/api/pipelines/acme/Tell/executions", [], Cancellation);
        var execution = await ToldAsync(server, started);

        var ended = execution["notifications"]!.AsArray().Single(one => one!["stage"] is null && one["providerType"]!.ToString() == "Webhook")!;
        (ended["eventGroup"]!.ToString(), (bool)ended["success"]!, (int)ended["responseCode"]!, ended["_target"]!.ToString()).ShouldBe(("COMPLETED", true, 204, $"POST {chat.Urls.First()}"));
        execution["stages"]!["S"]!["notifications"]!.AsArray().ShouldHaveSingleItem()!["eventGroup"]!.ToString().ShouldBe("STARTED");
        execution["stages"]!["S"]!["tasks"]!["T"]!["notifications"]!.AsArray().ShouldBeEmpty();
        var mail = execution["notifications"]!.AsArray().Single(one => one!["providerType"]!.ToString() == "Email")!;
        ((bool)mail["success"]!, (int)mail["_attempts"]!, mail["_nextAttemptTime"]).ShouldSatisfyAllConditions(one => one.Item1.ShouldBeFalse(), one => one.Item2.ShouldBe(1), one => one.Item3.ShouldNotBeNull());
        mail["responseMessage"]!.ToString().ShouldContain("no endpoint 'Mail server'");

        var call = calls.Single(one => one.Path == $"/{Key}");
        call.Key.ShouldBe($"Bearer {Key}");
        call.Body.ShouldBe($$"""{"text":"Tell#1 is COMPLETED: {{server.Http.BaseAddress}}executions/{{execution["id"]}}, by ******"}""");
        execution.ToJsonString().ShouldNotContain(Key);
        foreach (var file in server.Data.GetFiles("slipway.db*"))
        {
            await using var bytes = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var all = new MemoryStream();
            await bytes.CopyToAsync(all, Cancellation);
            all.GetBuffer().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Key)).ShouldBe(-1, file.Name);
        }

        await server.Client.DeleteAsync(started["executionLink"]!.ToString(), Cancellation);
    }

    private static async Task<JsonObject> ToldAsync(TestServer server, JsonObject started)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var execution = await server.Client.GetAsync(started["executionLink"]!.ToString(), Cancellation);
            JsonNode?[] all = [.. execution["notifications"]!.AsArray(), .. execution["stages"]!["S"]!["notifications"]!.AsArray()];
            if (all.Length == 3 && all.All(one => (int)one!["_attempts"]! > 0))
            {
                return execution;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }

    private static async Task<WebApplication> ChatAsync(ConcurrentQueue<(string, string, string)> calls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var chat = builder.Build();
        chat.Urls.Add("http://127.0.0.1:0");
        chat.Run(async http =>
        {
            calls.Enqueue((http.Request.Path, http.Request.Headers.Authorization!, await new StreamReader(http.Request.Body).ReadToEndAsync()));
            http.Response.StatusCode = 204;
        });
        await chat.StartAsync();
        return chat;
    }

    private static string Pipeline(string chat) => $$"""
        project: acme
        kind: PIPELINE
        name: Tell
        enabled: true
        notifications:
          email:
          - event: SUCCESS
            endpoint: Mail server
            to: [ops@acme.example]
            subject: ${name}
            body: ${status}
          webhook:
          - event: SUCCESS
            url: {{chat}}/${var.chat key}
            headers: {Authorization: "Bearer ${var.chat key}"}
            payload: '{"text":"${name}#${executionIndex} is ${status}: ${executionUrl}, by ${var.chat key}"}'
          - event: STARTED
            stage: S
            url: {{chat}}/stage
            payload: began
        stageOrder: [S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T:
                type: K8S
                preCondition: 1 == 2
                endpoints: {kubernetesServer: Cluster}
                input: {action: APPLY, yaml: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, namespace: default}"}

        """;
}
