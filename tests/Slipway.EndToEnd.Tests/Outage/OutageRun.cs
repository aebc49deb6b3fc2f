using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.EndToEnd.Tests.Crash;
using Xunit;

namespace Slipway.EndToEnd.Tests.Outage;

/// <summary>A registry that tells of pushes and people who use the API, while the server's database goes away and comes back.</summary>
internal sealed class OutageRun(TestWorld world, SlipwayProcess server, ITestOutputHelper output)
{
    private const string Repository = "acme/web";
    private const int Pushes = 40;
    private const int Before = 10;
    private const int Refusals = 8;
    private const int Senders = 4;

    private readonly ConcurrentDictionary<string, string> accepted = new();
    private readonly ConcurrentQueue<Answer> refused = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Holds that nothing is answered that is not so, and that in the end everything is done, once.</summary>
    /// <param name="begin">Takes the database away.</param>
    /// <param name="end">Gives it back.</param>
    public async Task GoThroughAsync(Func<Task> begin, Func<Task> end)
    {
        using var client = await SignInAsync();
        await world.SetUpAsync(client, Repository, Crash.Pipelines.OneDeploymentPerTag, "Deploy", Cancellation);
        await client.ImportAsync(Crash.Pipelines.Nothing.Replace("name: Deploy", "name: Other", StringComparison.Ordinal), Cancellation);
        using var people = new HttpClient { BaseAddress = server.Address };
        people.DefaultRequestHeaders.Authorization = new("Bearer", (await client.PostAsync("/csp/gateway/am/api/login?access_token", new JsonObject { ["username"] = SlipwayProcess.UserName, ["password"] = SlipwayProcess.Password }, Cancellation))["access_token"]!.GetValue<string>());

        var sending = SendAsync();
        await UntilAsync(() => accepted.Count >= Before);
        await begin();
        await UntilAsync(() => refused.Count >= Refusals);
        var told = await AskAsync(people);
        await end();

        await sending.WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
        using var reader = await SignInAsync();
        var executions = await Eventually.Get(
            () => reader.ListAsync("/codestream/api/executions?$top=1000&$filter=name eq 'Deploy'", Cancellation),
            seen => seen.Count >= Pushes && seen.All(execution => Text(execution, "status") is "COMPLETED" or "FAILED"),
            TimeSpan.FromMinutes(2),
            Cancellation);
        var lines = await Eventually.Get(
            () => reader.ListAsync("/codestream/api/registry-events?$top=1000", Cancellation),
            seen => accepted.Values.Except(seen.Select(line => Text(line, "deliveryId"))).Any() is false,
            TimeSpan.FromMinutes(2),
            Cancellation);

        output.WriteLine($"{accepted.Count} deliveries answered 2xx, {refused.Count} answered {string.Join(", ", refused.Select(answer => (int)answer.Status).Distinct())}; people were answered {string.Join(", ", told)}; {executions.Count} executions, {world.Cluster.Audit.Count} writes to the cluster");
        server.HasEnded.ShouldBeFalse();
        refused.ShouldAllBe(answer => answer.Status == HttpStatusCode.ServiceUnavailable && answer.RetryAfter > TimeSpan.Zero);
        executions.ShouldAllBe(execution => Text(execution, "status") == "COMPLETED", string.Join('\n', executions.Select(execution => Text(execution, "statusMessage")).Distinct()));
        executions.Select(execution => Text(execution["input"]!, "DOCKER_TAG")).ShouldBeUnique();
        executions.Select(execution => (int)execution["index"]!).Order().ShouldBe(Enumerable.Range(1, Pushes));
        executions.Select(execution => Text(execution, "_link")).ShouldBe(lines.Where(line => Text(line, "outcome") == "STARTED").Select(line => Text(line, "executionLink")), ignoreOrder: true);
        world.Cluster.Audit.Where(write => write.Changed).GroupBy(write => $"{write.Annotations["slipway.dev/attempt"]} {write.Resource}/{write.Name}").ShouldAllBe(same => same.Count() == 1);
        world.Cluster.Audit.Select(write => $"{write.Resource}/{write.Name}").Distinct().Count().ShouldBe(2 * Pushes);
    }

    // Sends every push until it is taken, as registries do.
    private Task SendAsync()
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            while (Interlocked.Increment(ref next) is var number && number <= Pushes)
            {
                var push = Push.Told(Repository, $"1.0.{number}", 1_417_566_161 + number);
                while (!accepted.ContainsKey(push.Tag))
                {
                    using var body = new ByteArrayContent(push.Payload);
                    using var answer = await http.PostAsync($"/pipelines/api/docker-hub-webhooks?secureToken={TestWorld.SecureToken}", body, Cancellation);
                    if (answer.IsSuccessStatusCode)
                    {
                        accepted[push.Tag] = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["delivery"]!.GetValue<string>();
                    }
                    else
                    {
                        refused.Enqueue(new Answer(answer.StatusCode, answer.Headers.RetryAfter?.Delta));
                    }

                    await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
                }
            }
        }, Cancellation)));
    }

    // A row of its own, and an execution: each is told that it cannot be at the moment.
    private async Task<IReadOnlyList<string>> AskAsync(HttpClient people)
    {
        var told = new List<string>();
        foreach (var path in (string[])["/codestream/api/variables", $"/codestream/api/pipelines/{TestWorld.Project}/Other/executions"])
        {
            await Eventually.Get(
                async () =>
                {
                    var body = new JsonObject { ["project"] = TestWorld.Project, ["name"] = $"v{told.Count}-{Guid.NewGuid():n}", ["type"] = "REGULAR", ["value"] = new string('x', 2_000) };
                    using var answer = await people.PostAsJsonAsync(path, path.EndsWith("executions", StringComparison.Ordinal) ? [] : body, Cancellation);
                    told.Add($"{(int)answer.StatusCode}");
                    var problem = answer.IsSuccessStatusCode ? null : await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
                    if (!answer.IsSuccessStatusCode)
                    {
                        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, $"{path}: {problem}\n{server.Output}");
                        answer.Headers.RetryAfter.ShouldNotBeNull();
                        Text(problem!, "@type").ShouldBe("Error");
                    }

                    return answer.StatusCode;
                },
                status => status == HttpStatusCode.ServiceUnavailable,
                TimeSpan.FromMinutes(1),
                Cancellation);
        }

        // What can be read is read; what cannot is no defect.
        using var read = await people.GetAsync("/codestream/api/executions", Cancellation);
        read.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
        told.Add($"{(int)read.StatusCode}");
        return told;
    }

    private Task<SlipwayClient> SignInAsync() => SlipwayClient.SignInAsync(server.Address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation);

    private static async Task UntilAsync(Func<bool> condition) => await Eventually.Get(() => Task.FromResult(condition()), isSo => isSo, TimeSpan.FromMinutes(2), Cancellation);

    private static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";

    private sealed record Answer(HttpStatusCode Status, TimeSpan? RetryAfter);
}
