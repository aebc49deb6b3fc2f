using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Execution;
using Slipway.Execution.Logs;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class ExecutionLogTests
{
    private const string Api = "/codestream/api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_leaves_a_log_that_tells_what_was_done_without_secrets()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.PostAsync($"{Api}/variables", new JsonObject { ["project"] = "acme", ["name"] = "token", ["type"] = "SECRET", ["value"] = "hush-hush" }, Cancellation);
        await server.Client.ImportAsync(Keep, Cancellation);
        var id = await RunAsync(server, "Keep");
        await EndedAsync(server, id);

        var log = await server.Client.GetTextAsync($"{Api}/executions/{id}/logs?colours=false", Cancellation);

        var lines = log.TrimEnd('\n').Split('\n');
        lines.ShouldAllBe(line => IsMoment(line.Split(' ')[0]) && line.Contains("Z [S.T] ", StringComparison.Ordinal));
        lines[0].ShouldEndWith("Task type K8S, attempt 1.");
        log.ShouldContain("ConfigMap 'kept-******' in namespace 'default': created");
        log.ShouldContain("Completed. ");
        log.ShouldNotContain("hush-hush");
        log.ShouldNotContain("\u001b");
        (await server.Client.GetTextAsync($"{Api}/executions/{id}/logs?stage=S&task=T", Cancellation)).ShouldContain("Z \u001b[2mTask type K8S");
        (await server.Client.GetTextAsync($"{Api}/executions/{id}/logs?task=Other", Cancellation)).ShouldBeEmpty();
        (await server.Client.GetTextAsync($"{Api}/executions/{id}/logs?attempt=2", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_log_is_followed_while_it_grows_and_ends_with_its_execution()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        server.Cluster.PauseControllers();
        var id = await RunAsync(server, "Deploy", new JsonObject { ["DOCKER_REPO_NAME"] = "web", ["DOCKER_IMAGE"] = "acme/web", ["DOCKER_TAG"] = "1" });
        using var follower = await Follower.OpenAsync(server, id, "stage=Deploy&task=Roll%20out");
        var seen = await follower.ReadUntilAsync(message => message.Data.Contains("created", StringComparison.Ordinal));
        seen.ShouldNotContain(message => message.Event == "end");

        server.Cluster.ResumeControllers();
        var rest = await follower.ReadUntilAsync(message => message.Event is "end");

        rest.ShouldContain(message => message.Data.Contains("Completed. ", StringComparison.Ordinal));
        rest[^1].Data.ShouldBe("COMPLETED");
        (await follower.IsClosedAsync()).ShouldBeTrue();
        var text = string.Concat(seen.Concat(rest).Where(message => message.Event != "end").Select(message => message.Data + "\n"));
        text.ShouldBe(await server.Client.GetTextAsync($"{Api}/executions/{id}/logs?stage=Deploy&task=Roll%20out", Cancellation));
        follower.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_id_misses_nothing_and_sees_nothing_twice_whoever_wrote_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        server.Cluster.PauseControllers();
        var id = await RunAsync(server, "Deploy", new JsonObject { ["DOCKER_REPO_NAME"] = "web", ["DOCKER_IMAGE"] = "acme/web", ["DOCKER_TAG"] = "1" });

        // The store tells nobody, as if another node had written.
        var store = server.Services.GetRequiredService<ILogStore>();
        var attempt = new TaskAttempt(new ExecutionId(Guid.Parse(id)), "Elsewhere", "Work", 1);
        var writer = Guid.NewGuid();
        async Task WriteAsync(int number) => await store.AppendAsync(new LogChunk(attempt, writer, number, [new LogLine(DateTimeOffset.UtcNow, $"line {number}")]), Cancellation);

        var seen = new List<Message>();
        for (var number = 1; number <= 30; number++)
        {
            await WriteAsync(number);
            if (number % 10 == 0)
            {
                using var follower = await Follower.OpenAsync(server, id, "task=Work&format=json", seen.LastOrDefault()?.Id);
                await WriteAsync(100 + number);
                seen.AddRange(await follower.ReadUntilAsync(message => message.Data.Contains($"line {100 + number}\"", StringComparison.Ordinal)));
            }
        }

        seen.Select(message => JsonNode.Parse(message.Data)!["lines"]![0]!["text"]!.GetValue<string>()).ShouldBe(
            Enumerable.Range(1, 30).SelectMany(number => number % 10 == 0 ? new[] { $"line {number}", $"line {100 + number}" } : [$"line {number}"]));
        server.Cluster.ResumeControllers();
        await EndedAsync(server, id);
    }

    [Fact]
    public async Task Programs_read_page_by_page_from_either_end()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Keep.Replace("-${var.token}", "", StringComparison.Ordinal), Cancellation);
        var id = await RunAsync(server, "Keep");
        await EndedAsync(server, id);
        var store = server.Services.GetRequiredService<ILogStore>();
        var attempt = new TaskAttempt(new ExecutionId(Guid.Parse(id)), "Elsewhere", "Work", 2);
        for (var number = 1; number <= 25; number++)
        {
            await store.AppendAsync(new LogChunk(attempt, Guid.Empty, number, [new LogLine(DateTimeOffset.UtcNow, $"{number}")]), Cancellation);
        }

        foreach (var from in (string[])["start", "end"])
        {
            var read = new List<string>();
            for (var address = $"{Api}/executions/{id}/logs?task=Work&format=json&lines=10&from={from}"; address is not null;)
            {
                var page = await server.Client.GetAsync(address, Cancellation);
                page["status"]!.GetValue<string>().ShouldBe("COMPLETED");
                var lines = page["chunks"]!.AsArray().SelectMany(chunk => chunk!["lines"]!.AsArray()).Select(line => line!["text"]!.GetValue<string>()).ToList();
                lines.Count.ShouldBeLessThanOrEqualTo(10);
                read.InsertRange(from is "end" ? 0 : read.Count, lines);
                address = page["_next"]?.GetValue<string>();
            }

            read.ShouldBe(Enumerable.Range(1, 25).Select(number => $"{number}"));
        }

        using var response = await Follower.GetAsync(server, $"{Api}/executions/{id}/logs?lines=1", null);
        response.Headers.GetValues("Link").ShouldHaveSingleItem().ShouldContain("after=1>; rel=\"next\"");
        (await server.Client.GetTextAsync($"{Api}/executions/{id}/logs", Cancellation)).ShouldContain("[Elsewhere.Work #2] 25");
    }

    [Theory]
    [InlineData("format=xml", "format: 'xml' is neither text nor json.")]
    [InlineData("after=-1", "after: '-1' is no whole number from 0.")]
    [InlineData("lines=10001", "lines: '10001' is no whole number from 1 to 10000.")]
    [InlineData("attempt=0", "attempt: '0' is no whole number from 1 to 2147483647.")]
    [InlineData("follow=perhaps", "follow: 'perhaps' is neither false nor true.")]
    [InlineData("follow=true&from=end", "follow: what is followed goes on without end; leave out from, before and lines.")]
    [InlineData("tail=5", "tail: there is no such parameter.")]
    public async Task What_is_asked_wrongly_is_told(string query, string why)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Keep.Replace("-${var.token}", "", StringComparison.Ordinal), Cancellation);
        var id = await RunAsync(server, "Keep");

        (await Should.ThrowAsync<ApiException>(() => server.Client.GetTextAsync($"{Api}/executions/{id}/logs?{query}", Cancellation))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task The_consoles_own_way_to_logs_is_for_those_who_are_signed_in_there()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };
        using var response = await http.GetAsync($"/console/executions/{Guid.NewGuid()}/logs", Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
    }

    private static async Task<string> RunAsync(TestServer server, string pipeline, JsonObject? input = null) =>
        (await server.Client.PostAsync($"{Api}/pipelines/acme/{pipeline}/executions", new JsonObject { ["input"] = input ?? [] }, Cancellation))["executionId"]!.GetValue<string>();

    private static bool IsMoment(string text) => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static Task<JsonObject> EndedAsync(TestServer server, string id) => server.EndedAsync(new JsonObject { ["executionLink"] = $"{Api}/executions/{id}" }, Cancellation);

    private const string Keep = """
        project: acme
        kind: PIPELINE
        name: Keep
        enabled: true
        stageOrder: [S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input: {action: APPLY, yaml: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 'kept-${var.token}', namespace: default}"}

        """;

    /// <summary>One server-sent event.</summary>
    private sealed record Message(string? Id, string? Event, string Data);

    /// <summary>A client that follows a log.</summary>
    private sealed class Follower(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public HttpResponseHeaders Headers => response.Headers;

        public static async Task<Follower> OpenAsync(TestServer server, string id, string query, string? lastId = null)
        {
            var response = await GetAsync(server, $"{Api}/executions/{id}/logs?follow=true&{query}", lastId);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            return new Follower(response, new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation)));
        }

        public static async Task<HttpResponseMessage> GetAsync(TestServer server, string address, string? lastId)
        {
            var login = await server.Client.PostAsync("/csp/gateway/am/api/login?access_token", new JsonObject { ["username"] = "admin", ["password"] = TestServer.Password }, Cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", login["access_token"]!.GetValue<string>());
            if (lastId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastId);
            }

            return await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        }

        public async Task<List<Message>> ReadUntilAsync(Predicate<Message> isLast)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            deadline.CancelAfter(TimeSpan.FromMinutes(1));
            var messages = new List<Message>();
            var (id, name, data) = ((string?)null, (string?)null, new List<string>());
            while (await reader.ReadLineAsync(deadline.Token) is { } line)
            {
                switch (line.Split(": ", 2))
                {
                    case ["id", var given]:
                        id = given;
                        break;
                    case ["event", var given]:
                        name = given;
                        break;
                    case ["data", var given]:
                        data.Add(given);
                        break;
                    case [""] when data.Count > 0:
                        messages.Add(new Message(id, name, string.Join('\n', data)));
                        (id, name) = (null, null);
                        data.Clear();
                        if (isLast(messages[^1]))
                        {
                            return messages;
                        }

                        break;
                }
            }

            throw new ShouldAssertException($"The stream ended after {messages.Count} events.");
        }

        public async Task<bool> IsClosedAsync() => await reader.ReadLineAsync(Cancellation) is null;

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
