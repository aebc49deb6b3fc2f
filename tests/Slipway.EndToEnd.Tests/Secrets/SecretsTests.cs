using System.Net;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.EndToEnd.Tests.Secrets;

/// <summary>A full run with secrets planted wherever a person or a program can bring one in; then everything that the server wrote or said is searched for them.</summary>
[SupportedOSPlatform("linux")]
public sealed class SecretsTests(ITestOutputHelper output)
{
    private const string Repository = "acme/vault";

    /// <summary>No secret, and brought in by the same doors: where it is not found, the search looks in the wrong places.</summary>
    private const string Plain = "plain-as-day-4711";

    private static readonly string[] Lists = ["pipelines", "endpoints", "variables", "executions", "registry-webhooks", "registry-events", "users", "tokens", "audit", "custom-integrations"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_that_came_in_is_found_in_the_database_logs_exports_snapshots_or_answers()
    {
        await using var world = await TestWorld.StartAsync(Cancellation);
        var searched = new Searched();
        var planted = new Dictionary<string, string>
        {
            ["the administrator's password"] = SlipwayProcess.Password,
            ["a Docker Hub password"] = TestWorld.HubPassword,
            ["a cluster's token"] = world.Cluster.Token,
            ["a webhook's secure token"] = TestWorld.SecureToken,
            ["a secret variable"] = "s3cr3t-variable-value",
            ["a restricted variable"] = "r3stricted-variable-value",
            ["a changed secret variable"] = "s3cond-value-of-the-variable",
            ["an imported secret"] = "1mported-secret-value",
            ["an imported password"] = "1mported-endpoint-password",
            ["a person's password"] = "p3rson-password-x",
            ["a mistyped password"] = "m1styped-password-x",
            ["a password that was only tried"] = "tr1ed-endpoint-password",
        };

        string logs;
        await using (var server = await StartAsync(world))
        {
            using var client = await SlipwayClient.SignInAsync(server.Address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation);
            planted["an API token"] = await RunAsync(server, client, world, planted, searched);

            // A crash leaves the journal as it is, and the next start reads it.
            await server.KillAsync();
            logs = server.Output;
        }

        await using (var server = await StartAsync(world))
        {
            using var client = await SlipwayClient.SignInAsync(server.Address, SlipwayProcess.UserName, SlipwayProcess.Password, Cancellation);
            await ReadEverythingAsync(client, searched);
            logs += server.Output;
        }

        searched.Add("logs", logs);
        foreach (var file in world.Data.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is not ".lock"))
        {
            searched.Add("files", await File.ReadAllTextAsync(file.FullName, Encoding.Latin1, Cancellation));
        }

        foreach (var (place, text) in searched.Places)
        {
            var hits = planted.Where(secret => text.Contains(secret.Value, StringComparison.Ordinal)).Select(secret => secret.Key).ToList();
            output.WriteLine($"{place}: {text.Length:N0} characters searched for {planted.Count} secrets, {hits.Count} hits");
            hits.ShouldBeEmpty($"found in the {place}");
            text.ShouldContain(Plain, Case.Sensitive, $"the search must reach what is in the {place}");
        }
    }

    private static async Task<string> RunAsync(SlipwayProcess server, SlipwayClient client, TestWorld world, Dictionary<string, string> planted, Searched searched)
    {
        await world.SetUpAsync(client, Repository, Pipeline, "Vault", Cancellation);
        var token = await AddVariableAsync(client, "token", "SECRET", planted["a secret variable"]);
        await AddVariableAsync(client, "key", "RESTRICTED", planted["a restricted variable"]);
        await AddVariableAsync(client, "region", "REGULAR", Plain);
        await client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "dora", ["password"] = planted["a person's password"], ["email"] = "dora@acme.example" }, Cancellation);
        await client.PutAsync("/codestream/api/projects/acme/members/dora", new JsonObject { ["role"] = "developer" }, Cancellation);
        var made = await client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = SlipwayProcess.UserName, ["password"] = SlipwayProcess.Password, ["name"] = Plain }, Cancellation);

        // Two executions end well, one is refused by the cluster with the secret in what it was sent, and one waits for the restricted variable.
        await world.Hub.PushAsync($"{Repository}:{Plain}", Cancellation);
        using (var dora = await SlipwayClient.SignInAsync(server.Address, "dora", planted["a person's password"], Cancellation))
        {
            await dora.PostAsync("/codestream/api/pipelines/acme/Vault/executions", new JsonObject { ["comments"] = Plain, ["input"] = new JsonObject { ["DOCKER_TAG"] = Plain } }, Cancellation);
        }

        var executions = await Eventually.Get(
            () => client.ListAsync("/codestream/api/executions", Cancellation),
            all => all.Count == 2 && all.All(execution => execution["status"]!.GetValue<string>() is "FAILED" or "COMPLETED" or "WAITING"),
            TimeSpan.FromMinutes(1),
            Cancellation);
        executions.Select(execution => execution["status"]!.GetValue<string>()).Order().ShouldBe(["FAILED", "WAITING"]);
        var waiting = executions.Single(execution => execution["status"]!.GetValue<string>() == "WAITING");
        await client.PostAsync($"{waiting["_link"]}?action=resume", [], Cancellation);
        await Eventually.Get(() => client.GetAsync(waiting["_link"]!.GetValue<string>(), Cancellation), execution => execution["_endTime"] is not null, TimeSpan.FromMinutes(1), Cancellation);

        await ReadEverythingAsync(client, searched);
        token["value"] = planted["a changed secret variable"];
        searched.Add("answers", (await client.PutAsync($"/codestream/api/variables/{token["id"]}", token, Cancellation)).ToJsonString());
        searched.Add("answers", await client.ImportAsync(Imported(planted), Cancellation));
        await GoWrongAsync(server, client, world, planted, searched);
        return made["token"]!.GetValue<string>();
    }

    /// <summary>What goes wrong is where secrets come out of other people's servers.</summary>
    private static async Task GoWrongAsync(SlipwayProcess server, SlipwayClient client, TestWorld world, Dictionary<string, string> planted, Searched searched)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using (var wrong = await http.PostAsJsonAsync("/csp/gateway/am/api/login?access_token", new { username = "dora", password = planted["a mistyped password"] }, Cancellation))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            searched.Add("answers", await wrong.Content.ReadAsStringAsync(Cancellation));
        }

        foreach (var (path, body) in ((string, JsonObject)[])
        [
            ("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "token", ["type"] = "SECRET", ["value"] = planted["a secret variable"] }),
            ("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "a/b", ["type"] = "SECRET", ["value"] = planted["a secret variable"] }),
            ("/codestream/api/endpoints", new JsonObject { ["project"] = "acme", ["name"] = "Hub", ["type"] = "dockerRegistry", ["properties"] = new JsonObject { ["password"] = planted["a Docker Hub password"] } }),
            ("/codestream/api/endpoint-validation", TriedEndpoint(world, planted)),
        ])
        {
            try
            {
                searched.Add("answers", (await client.PostAsync(path, body, Cancellation)).ToJsonString());
            }
            catch (ApiException e)
            {
                searched.Add("answers", e.Message);
            }
        }
    }

    private static async Task ReadEverythingAsync(SlipwayClient client, Searched searched)
    {
        foreach (var list in Lists)
        {
            foreach (var document in await client.ListAsync($"/codestream/api/{list}?$top=1000", Cancellation))
            {
                searched.Add(list is "executions" ? "snapshots" : "answers", document.ToJsonString());
                if (list is "executions")
                {
                    searched.Add("task logs", await client.GetTextAsync($"{document["_link"]}/logs", Cancellation));
                    searched.Add("task logs", (await client.GetAsync($"{document["_link"]}/logs?format=json&lines=10000", Cancellation)).ToJsonString());
                }

                if (list is not ("users" or "tokens"))
                {
                    searched.Add(list is "executions" ? "snapshots" : "answers", (await client.GetAsync(document["_link"]!.GetValue<string>(), Cancellation)).ToJsonString());
                }
            }
        }

        searched.Add("exports", await client.GetTextAsync("/codestream/api/export?pipelines&endpoints&variables&registry-webhooks&project=acme", Cancellation));
    }

    private static Task<SlipwayProcess> StartAsync(TestWorld world) =>
        SlipwayProcess.StartAsync(world.Data.FullName, "http://127.0.0.1:0", Cancellation, SlipwayProcess.Password, "--log-level", "trace");

    private static Task<JsonObject> AddVariableAsync(SlipwayClient client, string name, string type, string value) =>
        client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = name, ["type"] = type, ["value"] = value }, Cancellation);

    private static JsonObject TriedEndpoint(TestWorld world, Dictionary<string, string> planted) => new()
    {
        ["project"] = "acme",
        ["name"] = "Tried",
        ["type"] = "dockerRegistry",
        ["properties"] = new JsonObject
        {
            ["serverType"] = "DockerHub",
            ["repoUrl"] = $"https://hub.docker.com/repository/docker/{Repository}",
            ["username"] = "acme",
            ["password"] = planted["a password that was only tried"],
            ["apiUrl"] = world.Hub.Address.ToString(),
        },
    };

    private static string Imported(Dictionary<string, string> planted) => $"""
        project: acme
        kind: VARIABLE
        name: imported
        type: SECRET
        value: {planted["an imported secret"]}
        ---
        project: acme
        kind: ENDPOINT
        name: Imported
        type: dockerRegistry
        properties:
          repoUrl: https://hub.docker.com/repository/docker/{Repository}
          username: acme
          password: {planted["an imported password"]}

        """;

    private const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Vault
        enabled: true
        options: [DOCKER_TRIGGER]
        input:
          DOCKER_TAG: ''
        stageOrder: [S]
        stages:
          S:
            taskOrder: [Keep, Refused]
            tasks:
              Keep:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  yaml: |
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: vault, namespace: default}
                    stringData: {token: "${var.token}", key: "${var.key}", region: "${var.region}", tag: "${input.DOCKER_TAG}"}
              Refused:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  yaml: |
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: "not a name ${var.token} ${var.region}", namespace: default}

        """;

    /// <summary>What was read, by where.</summary>
    private sealed class Searched
    {
        private readonly Dictionary<string, StringBuilder> places = [];

        public IEnumerable<(string Place, string Text)> Places => places.Select(place => (place.Key, place.Value.ToString()));

        public void Add(string place, string text)
        {
            if (!places.TryGetValue(place, out var found))
            {
                places[place] = found = new StringBuilder();
            }

            found.AppendLine(text);
        }
    }
}
