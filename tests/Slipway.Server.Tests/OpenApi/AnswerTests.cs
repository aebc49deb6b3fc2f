using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Slipway.Server.Tests.Contract;
using Xunit;

namespace Slipway.Server.Tests.OpenApi;

/// <summary>What the server answers is what its description says. Nothing is known here but the description: what stands in it is called.</summary>
public sealed partial class AnswerTests
{
    private const string Api = "/codestream/api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_answers_what_the_document_says_when_all_is_well_and_when_it_is_not()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        var document = await server.Client.GetAsync("/openapi/v1.json", Cancellation);
        var answers = new DescribedAnswers(document);
        using var http = new HttpClient(answers) { BaseAddress = server.Http.BaseAddress };
        var wire = await WireClient.SignInAsync(http);
        var bearer = wire.Bearer!;
        var things = await MakeAsync(server);
        var refused = new List<string>();

        foreach (var (method, path) in answers.Described.Select(operation => (operation.Split(' ')[0], operation.Split(' ')[1])).OrderBy(operation => Array.IndexOf(Order, operation.Item1)).ToList())
        {
            var content = document["paths"]![path]![method.ToLowerInvariant()]!["requestBody"]?["content"]?.AsObject().First();
            async Task<string> CallAsync(string address, string body, string? token, string? type = null)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
                request.Content = content is null ? null : new StringContent(body, Encoding.UTF8, type ?? content.Value.Key);
                using var response = await http.SendAsync(request, Cancellation);
                return await response.Content.ReadAsStringAsync(Cancellation);
            }

            var address = Fill(path, things);
            await CallAsync(address, "{}", token: null);
            await CallAsync(address, "{}", token: "none");
            await CallAsync(Fill(path, []), "{}", bearer);
            await CallAsync(address, "name=x", bearer, "text/csv");
            foreach (var unreadable in (string[])["[1", "[]", "7", "null", ""])
            {
                await CallAsync(address, unreadable, bearer);
            }

            await CallAsync($"{address}?$filter=(name&$top=x&action=x&url=x", """{"version": 7, "name": ["x"]}""", bearer);

            if (content?.Value?["example"] is { } example)
            {
                answers.Called[$"{method} {path}"].Clear();
                var answer = await CallAsync($"{address}{Query(path, server)}", example is JsonValue text ? text.ToString() : example.ToJsonString(), bearer);
                refused.AddRange(answers.Called[$"{method} {path}"].Where(status => status >= 300).Select(status => $"{method} {path} → {status}: {answer}"));
            }

            // As a client does that changes what it read.
            var read = method is "PUT" or "PATCH" && document["paths"]![path]!["get"] is not null ? (await wire.SendAsync("GET", address, null, "", "*/*")).Text : "{}";
            await CallAsync($"{address}{Query(path, server)}", read, bearer);
        }

        answers.Wrong.Select(wrong => Volatile().Replace(wrong, "…")).Distinct().ShouldBeEmpty();
        refused.Where(example => !Untried.Any(example.StartsWith)).ShouldBeEmpty("these examples were not accepted");
        answers.Described.Where(operation => operation.StartsWith("GET ", StringComparison.Ordinal) && answers.Called[operation].All(status => status != 200)).ShouldBeEmpty("these never answered well");
    }

    // An example cannot know the password, the second path makes the project that the first one has made, and what can be done to an execution depends on where it stands.
    private static readonly string[] Untried = ["POST /csp/", "POST /project-service/api/projects ", "POST /codestream/api/executions/{id} "];

    private static readonly string[] Order = ["GET", "PUT", "PATCH", "POST", "DELETE"];

    private static string Query(string path, TestServer server) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "endpoint-certificate" => $"?url={Uri.EscapeDataString(server.Cluster.Address.ToString())}",
        "docker-hub-webhooks" => $"?secureToken={TestServer.SecureToken}",
        "import" => "?action=apply",
        _ => "",
    };

    /// <summary>The address of a thing that is there; without things, of one that is not.</summary>
    private static string Fill(string path, Dictionary<string, string> things)
    {
        var kind = path.Split('/').FirstOrDefault(things.ContainsKey) ?? "";
        return Parameter().Replace(path, parameter => parameter.Groups[1].Value switch
        {
            "id" => things.GetValueOrDefault(kind, Guid.NewGuid().ToString()),
            "project" => things.Count == 0 ? "nowhere" : "acme",
            "name" => Uri.EscapeDataString(things.GetValueOrDefault($"{kind} name", "nothing")),
            "index" => things.Count == 0 ? "4711" : "1",
            "version" when path.Contains("/pipelines/", StringComparison.Ordinal) => things.Count == 0 ? "4711" : "1",
            "version" => things.Count == 0 ? "9.9" : "1.0",
            _ => things.Count == 0 ? "nobody" : "bob",
        });
    }

    /// <summary>One of each kind, by the last word of its path.</summary>
    private static async Task<Dictionary<string, string>> MakeAsync(TestServer server)
    {
        await server.PersonAsync("bob", "acme", "developer", Cancellation);
        await server.Client.PostAsync($"{Api}/variables", new JsonObject { ["project"] = "acme", ["name"] = "zone", ["type"] = "SECRET", ["value"] = "hush" }, Cancellation);
        var integration = await server.Client.PostAsync($"{Api}/custom-integrations", new JsonObject { ["name"] = "welcomer", ["runtime"] = "shell", ["code"] = "echo" }, Cancellation);
        await server.Client.PostAsync($"{integration["_link"]}/versions", new JsonObject { ["version"] = "1.0" }, Cancellation);
        await server.Client.ImportAsync(
            "project: acme\nkind: PIPELINE\nname: Wait\nenabled: true\nstageOrder: [Ask]\nstages:\n  Ask:\n    taskOrder: [Go]\n    tasks:\n      Go: {type: UserOperation, input: {summary: Go on?}}\n", Cancellation);
        await server.ReachedAsync(await server.Client.PostAsync($"{Api}/pipelines/acme/Wait/executions", [], Cancellation), "WAITING", Cancellation);
        using var delivered = await server.DeliverAsync(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Payloads", "docker-hub-today.json"), Cancellation), Cancellation);
        await server.EndedAsync(await server.EventAsync(Cancellation), Cancellation);

        var things = new Dictionary<string, string>();
        foreach (var kind in (string[])["pipelines", "endpoints", "variables", "registry-webhooks", "executions", "user-operations", "registry-events", "custom-integrations", "tokens", "audit"])
        {
            var thing = (await server.Client.ListAsync($"{Api}/{kind}", Cancellation))[0];
            things[kind] = thing["id"]!.GetValue<string>();
            things[$"{kind} name"] = thing["name"]?.GetValue<string>() ?? "";
        }

        things["registry-webhook-listeners"] = things["registry-webhooks"];
        things["projects"] = (await server.Client.GetAsync("/iaas/api/projects", Cancellation))["content"]![0]!["id"]!.GetValue<string>();
        return things;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|\"timestamp\":[0-9]+|\"requestId\":\"[^\"]*\"")]
    private static partial Regex Volatile();
}
