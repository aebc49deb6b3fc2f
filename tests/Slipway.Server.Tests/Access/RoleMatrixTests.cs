using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Access;

/// <summary>Every route of the API × everybody who may come × an own and a foreign project. A route that is not in the table fails.</summary>
public sealed class RoleMatrixTests
{
    private const string Own = "acme";
    private const string Foreign = "globex";

    /// <summary>Everybody, from nobody to the administrator of the server.</summary>
    private static readonly string[] People = ["nobody", "stranger", "viewer", "executor", "developer", "administrator", "root"];

    /// <summary>Who is the least that may do it. "stranger" is everybody who is signed in, "root" the administrator of the server alone.</summary>
    private static readonly Dictionary<string, string> Least = new()
    {
        ["GET /executions"] = "list",
        ["GET /executions/{id:guid}"] = "viewer",
        ["GET /executions/{id:guid}/logs"] = "viewer",
        ["POST /executions/{id:guid}"] = "executor",
        ["PATCH /executions/{id:guid}"] = "executor",
        ["DELETE /executions/{id:guid}"] = "administrator",
        ["GET /user-operations"] = "list",
        ["GET /user-operations/{id:guid}"] = "viewer",
        ["PATCH /user-operations/{id:guid}"] = "executor",
        ["GET /registry-events"] = "list",
        ["GET /registry-events/{id:guid}"] = "viewer",
        ["GET /registry-events/{id:guid}/delivery"] = "viewer",
        ["POST /registry-events/{id:guid}/replay"] = "developer",
        ["POST /registry-events/replay"] = "developer",
        ["POST /registry-webhooks/{id:guid}/test"] = "developer",
        ["POST /registry-webhooks/{id:guid}/check"] = "developer",
        ["GET /registry-webhooks/{id:guid}/hook"] = "developer",
        ["GET /endpoints"] = "list",
        ["POST /endpoints"] = "developer",
        ["GET /endpoints/{id:guid}"] = "viewer",
        ["GET /endpoints/{project}/{name}"] = "viewer",
        ["PUT /endpoints/{id:guid}"] = "developer",
        ["PATCH /endpoints/{id:guid}"] = "developer",
        ["DELETE /endpoints/{id:guid}"] = "developer",
        ["PUT /endpoints/{project}/{name}"] = "developer",
        ["PATCH /endpoints/{project}/{name}"] = "developer",
        ["DELETE /endpoints/{project}/{name}"] = "developer",
        ["POST /endpoint-validation"] = "developer",
        ["GET /endpoint-certificate"] = "developer somewhere",
        ["GET /cloud-proxy"] = "stranger",
        ["GET /variables"] = "list",
        ["POST /variables"] = "developer",
        ["GET /variables/{id:guid}"] = "viewer",
        ["PUT /variables/{id:guid}"] = "developer",
        ["PATCH /variables/{id:guid}"] = "developer",
        ["DELETE /variables/{id:guid}"] = "developer",
        ["PATCH /variables/{project}/{name}"] = "developer",
        ["GET /variables/{project}/{name}"] = "viewer",
        ["PUT /variables/{project}/{name}"] = "developer",
        ["DELETE /variables/{project}/{name}"] = "developer",
        ["GET /pipelines"] = "list",
        ["POST /import"] = "developer",
        ["GET /export"] = "list",
        ["POST /pipelines"] = "developer",
        ["GET /pipelines/{id:guid}/executions/{index:int}"] = "viewer",
        ["GET /pipelines/{project}/{name}/executions/{index:int}"] = "viewer",
        ["GET /pipelines/{id:guid}"] = "viewer",
        ["PATCH /pipelines/{id:guid}"] = "developer",
        ["PUT /pipelines/{id:guid}"] = "developer",
        ["DELETE /pipelines/{id:guid}"] = "developer",
        ["POST /pipelines/{id:guid}/executions"] = "executor",
        ["GET /pipelines/{id:guid}/executions"] = "viewer",
        ["GET /pipelines/{id:guid}/versions"] = "viewer",
        ["GET /pipelines/{id:guid}/versions/{version:int}"] = "viewer",
        ["GET /pipelines/{project}/{name}/versions"] = "viewer",
        ["GET /pipelines/{project}/{name}/versions/{version:int}"] = "viewer",
        ["GET /pipelines/{project}/{name}"] = "viewer",
        ["PATCH /pipelines/{project}/{name}"] = "developer",
        ["PUT /pipelines/{project}/{name}"] = "developer",
        ["DELETE /pipelines/{project}/{name}"] = "developer",
        ["POST /pipelines/{project}/{name}/executions"] = "executor",
        ["GET /pipelines/{project}/{name}/executions"] = "viewer",
        ["GET /registry-webhooks"] = "list",
        ["POST /registry-webhooks"] = "developer",
        ["GET /registry-webhooks/{id:guid}"] = "viewer",
        ["GET /registry-webhooks/{project}/{name}"] = "viewer",
        ["PATCH /registry-webhooks/{id:guid}"] = "developer",
        ["PUT /registry-webhooks/{id:guid}"] = "developer",
        ["DELETE /registry-webhooks/{id:guid}"] = "developer",
        ["PUT /registry-webhooks/{project}/{name}"] = "developer",
        ["PATCH /registry-webhooks/{project}/{name}"] = "developer",
        ["DELETE /registry-webhooks/{project}/{name}"] = "developer",
        ["GET /custom-integrations"] = "stranger",
        ["POST /custom-integrations"] = "root",
        ["GET /custom-integrations/{id:guid}"] = "stranger",
        ["PUT /custom-integrations/{id:guid}"] = "root",
        ["DELETE /custom-integrations/{id:guid}"] = "root",
        ["GET /custom-integrations/{id:guid}/versions"] = "stranger",
        ["POST /custom-integrations/{id:guid}/versions"] = "root",
        ["GET /custom-integrations/{id:guid}/versions/{version}"] = "stranger",
        ["DELETE /custom-integrations/{id:guid}/versions/{version}"] = "root",
        ["POST /custom-integrations/{id:guid}/versions/{version}/release"] = "root",
        ["POST /custom-integrations/{id:guid}/versions/{version}/withdraw"] = "root",
        ["POST /custom-integrations/{id:guid}/versions/{version}/deprecate"] = "root",
        ["POST /custom-integrations/{id:guid}/versions/{version}/restore"] = "root",
        ["GET /about"] = "stranger",
        ["GET /user-preferences"] = "stranger",
        ["GET /projects/{project}/members"] = "viewer",
        ["PUT /projects/{project}/members/{user}"] = "administrator",
        ["DELETE /projects/{project}/members/{user}"] = "administrator",
        ["GET /audit"] = "administrators list",
        ["GET /audit/{id:guid}"] = "administrator",
        ["GET /users"] = "root",
        ["POST /users"] = "root",
        ["PATCH /users/{user}"] = "root",
        ["DELETE /users/{user}"] = "root",
        ["PUT /password"] = "stranger",
        ["GET /tokens"] = "stranger",
        ["POST /tokens"] = "stranger",
        ["DELETE /tokens/{id:guid}"] = "stranger",
        ["GET /iaas/api/projects"] = "list",
        ["POST /iaas/api/projects"] = "root",
        ["GET /project-service/api/projects"] = "list",
        ["POST /project-service/api/projects"] = "root",
        ["GET /iaas/api/projects/{id:guid}"] = "viewer",
        ["PATCH /iaas/api/projects/{id:guid}"] = "administrator",
        ["DELETE /iaas/api/projects/{id:guid}"] = "root",
        ["GET /project-service/api/projects/{id:guid}"] = "viewer",
        ["PATCH /project-service/api/projects/{id:guid}"] = "administrator",
        ["DELETE /project-service/api/projects/{id:guid}"] = "root",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_may_do_what_their_role_says_and_nothing_else()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        var world = await World.BuildAsync(server);
        var wrong = new List<string>();
        var cells = 0;
        foreach (var (method, pattern) in Routes(server))
        {
            var route = pattern.Replace("/codestream/api", "", StringComparison.Ordinal).Replace("/pipeline/api", "", StringComparison.Ordinal);
            if (!Least.TryGetValue($"{method} {route}", out var least))
            {
                wrong.Add($"{method} {pattern} is not in the table of this test.");
                continue;
            }

            foreach (var person in People)
            {
                foreach (var project in (string[])[Own, Foreign])
                {
                    cells++;
                    var (status, body) = await world.CallAsync(person, method, pattern, project);
                    if (Expected(person, project, least) is var expected && Seen(status, body, least, project) is var seen && expected != seen)
                    {
                        wrong.Add($"{method} {pattern} by {person} in {project}: {seen} instead of {expected} ({(int)status} {body[..Math.Min(body.Length, 160)]})");
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{cells} cells: {Routes(server).Count} routes × {People.Length} people × 2 projects.");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_route_of_the_server_says_who_may_come()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.StartsWith("/_", StringComparison.Ordinal) && !Path.HasExtension(path))
            .Distinct()
            .ShouldBe(
            [
                "/health/live", "/health/ready", "/healthz", "/readyz",
                "/pipelines/api/docker-hub-webhooks", "/codestream/api/registry-webhook-listeners/{id}", "/pipeline/api/registry-webhook-listeners/{id}",
                "/codestream/api/registry-webhook-listners/{id}", "/pipeline/api/registry-webhook-listners/{id}", "/codestream/api/registry-webhooks/{id}", "/pipeline/api/registry-webhooks/{id}",
                "/csp/gateway/am/api/login", "/csp/gateway/am/idp/auth/login", "/iaas/api/login", "/csp/gateway/am/api/auth/api-tokens/authorize",
                "/sign-in", "/sign-out",
            ],
            ignoreOrder: true);
    }

    private static List<(string Method, string Pattern)> Routes(TestServer server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.Any(data => data.GetType().Name == "Need"))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (method, "/" + route.RoutePattern.RawText!.Trim('/')))),
    ];

    private static string Expected(string person, string project, string least) =>
        person is "nobody" ? "sign in first"
        : least is "stranger" ? "done"
        : least is "developer somewhere" ? (person is "developer" or "administrator" or "root" ? "done" : "forbidden")
        : least is "list" ? (person is "root" || (project is Own && person is not "stranger") ? "listed" : "not listed")
        : least is "administrators list" ? (person is "root" || (project is Own && person is "administrator") ? "listed" : person is "administrator" ? "not listed" : "forbidden")
        : least is "root" ? (person is "root" ? "done" : "forbidden")
        : person is "root" ? "done"
        : project is Foreign || person is "stranger" ? "not there"
        : Array.IndexOf(People, person) >= Array.IndexOf(People, least) ? "done"
        : "forbidden";

    private static string Seen(HttpStatusCode status, string body, string least, string project) => status switch
    {
        HttpStatusCode.Unauthorized => "sign in first",
        HttpStatusCode.Forbidden => "forbidden",
        HttpStatusCode.NotFound when least is "list" => "not listed",
        HttpStatusCode.NotFound => "not there",
        HttpStatusCode.BadRequest when body.Contains("there is no project", StringComparison.Ordinal) => "not there",
        >= HttpStatusCode.InternalServerError when status is not HttpStatusCode.BadGateway => "an error of the server",
        _ when least is "list" or "administrators list" => body.Contains($"in {project}", StringComparison.Ordinal) || body.Contains($"\"name\":\"{project}\"", StringComparison.Ordinal) ? "listed" : "not listed",
        _ => "done",
    };

    /// <summary>Two projects with the same things in them, and somebody of every kind. What a call took away is made again before the next.</summary>
    private sealed class World(TestServer server)
    {
        private readonly Dictionary<string, HttpClient> clients = [];

        private readonly Dictionary<(string Kind, string Project), string> ids = [];

        private int counter;

        public static async Task<World> BuildAsync(TestServer server)
        {
            var world = new World(server);
            foreach (var project in (string[])[Own, Foreign])
            {
                if (project is Foreign)
                {
                    await server.Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = Foreign, ["description"] = $"in {Foreign}" }, Cancellation);
                }

                await server.Client.PostAsync("/codestream/api/endpoints", world.Hub(project), Cancellation);
            }

            foreach (var person in People)
            {
                world.clients[person] = new HttpClient { BaseAddress = server.Http.BaseAddress };
                if (person is not "nobody")
                {
                    (await server.PersonAsync(person, Own, person is "stranger" or "root" ? null : person, Cancellation, isAdministrator: person is "root")).Dispose();
                    using var answer = await server.Http.PostAsync(
                        "/csp/gateway/am/api/login", new StringContent($$"""{"username":"{{person}}","password":"{{TestServer.Password}}"}""", Encoding.UTF8, "application/json"), Cancellation);
                    world.clients[person].DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["access_token"]!.GetValue<string>());
                }
            }

            return world;
        }

        public async Task<(HttpStatusCode Status, string Body)> CallAsync(string person, string method, string pattern, string project)
        {
            var kind = pattern.Split('/').First(part => part is "executions" or "user-operations" or "registry-events" or "endpoints" or "endpoint-validation" or "endpoint-certificate" or "cloud-proxy" or "variables" or "pipelines" or "registry-webhooks" or "projects" or "users" or "tokens" or "import" or "export" or "about" or "user-preferences" or "custom-integrations" or "audit" or "password");
            await EnsureAsync(kind, project, person);
            var path = pattern
                .Replace("{id:guid}", ids.GetValueOrDefault((kind is "tokens" ? $"tokens of {person}" : kind, kind is "tokens" ? "" : project), Guid.NewGuid().ToString()), StringComparison.Ordinal)
                .Replace("{project}", project, StringComparison.Ordinal)
                .Replace("{index:int}", "1", StringComparison.Ordinal)
                .Replace("{version:int}", "1", StringComparison.Ordinal)
                .Replace("{version}", "1.0", StringComparison.Ordinal)
                .Replace("{name}", Uri.EscapeDataString($"thing in {project}"), StringComparison.Ordinal)
                .Replace("{user}", "somebody", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method is not ("GET" or "DELETE"))
            {
                request.Content = kind is "import"
                    ? new StringContent(Pipeline(project), Encoding.UTF8, "application/x-yaml")
                    : new StringContent(BodyOf(kind, pattern, project).ToJsonString(), Encoding.UTF8, "application/json");
            }

            if (kind is "endpoint-certificate")
            {
                request.RequestUri = new Uri($"{path}?url={server.Cluster.Address}", UriKind.Relative);
            }

            if (kind is "import")
            {
                request.RequestUri = new Uri(path + "?action=apply", UriKind.Relative);
            }

            using var response = await clients[person].SendAsync(request, Cancellation);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        }

        private JsonObject BodyOf(string kind, string pattern, string project) => kind switch
        {
            "endpoints" or "endpoint-validation" => Hub(project, NameIn(pattern, project)),
            "variables" => new JsonObject { ["project"] = project, ["name"] = NameIn(pattern, project), ["value"] = "x" },
            "registry-webhooks" when pattern.EndsWith("registry-webhooks", StringComparison.Ordinal) => new JsonObject { ["project"] = project, ["name"] = "new", ["endpoint"] = "not there", ["pipeline"] = "none" },
            "registry-webhooks" when pattern.EndsWith("/test", StringComparison.Ordinal) => new JsonObject { ["image"] = "acme/web:1.0" },
            "registry-webhooks" => new JsonObject { ["enabled"] = true },
            "registry-events" when pattern.EndsWith("registry-events/replay", StringComparison.Ordinal) => new JsonObject { ["ids"] = new JsonArray(ids[("registry-events", project)]) },
            "pipelines" when pattern.EndsWith("/pipelines", StringComparison.Ordinal) => new JsonObject { ["project"] = project, ["name"] = $"new {++counter}", ["stageOrder"] = new JsonArray(), ["stages"] = new JsonObject() },
            "pipelines" when pattern.EndsWith("/executions", StringComparison.Ordinal) => new JsonObject { ["input"] = new JsonObject() },
            "pipelines" => new JsonObject { ["state"] = "ENABLED", ["stageOrder"] = new JsonArray(), ["stages"] = new JsonObject() },
            "projects" when pattern.Contains("members", StringComparison.Ordinal) => new JsonObject { ["role"] = "viewer" },
            "projects" when pattern.Contains("{id", StringComparison.Ordinal) => new JsonObject { ["description"] = $"in {project}" },
            "projects" => new JsonObject { ["name"] = $"new {++counter}" },
            "custom-integrations" when pattern.EndsWith("versions", StringComparison.Ordinal) => new JsonObject { ["version"] = $"new {++counter}" },
            "custom-integrations" => new JsonObject { ["name"] = NameIn(pattern, project), ["yaml"] = "runtime: shell\ncode: echo\n" },
            "users" => new JsonObject { ["userName"] = $"new {++counter}", ["password"] = TestServer.Password },
            "user-operations" => new JsonObject { ["status"] = "Approved" },
            "tokens" => new JsonObject { ["email"] = "viewer", ["password"] = TestServer.Password },
            _ => [],
        };

        /// <summary>What is changed keeps its name; what is made has a new one.</summary>
        private string NameIn(string pattern, string project) => pattern.Contains('{', StringComparison.Ordinal) ? $"thing in {project}" : $"new {++counter}";

        /// <summary>Makes what the call is about, unless it is there.</summary>
        private async Task EnsureAsync(string kind, string project, string person)
        {
            var root = server.Client;
            switch (kind)
            {
                case "endpoints":
                    await EnsureAsync(kind, project, () => root.PostAsync("/codestream/api/endpoints", Hub(project, $"thing in {project}"), Cancellation));
                    break;
                case "variables":
                    await EnsureAsync(kind, project, () => root.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = project, ["name"] = $"thing in {project}", ["value"] = "x" }, Cancellation));
                    break;
                case "pipelines" or "export" or "import":
                    await EnsurePipelineAsync(project);
                    break;
                case "executions":
                    await EnsurePipelineAsync(project);
                    await EnsureAsync(kind, project, async () =>
                    {
                        var started = await root.PostAsync($"/codestream/api/pipelines/{ids[("pipelines", project)]}/executions", new JsonObject { ["comments"] = $"in {project}" }, Cancellation);
                        return await server.EndedAsync(started, Cancellation);
                    });
                    break;
                case "user-operations":
                    await EnsureAsync(kind, project, async () =>
                    {
                        await root.ImportAsync(Asking(project), Cancellation);
                        var started = await root.PostAsync($"/codestream/api/pipelines/{project}/{Uri.EscapeDataString($"asking in {project}")}/executions", new JsonObject { ["input"] = new JsonObject() }, Cancellation);
                        await server.ReachedAsync(started, "WAITING", Cancellation);
                        return (await root.ListAsync($"/codestream/api/user-operations?$filter=project eq '{project}'", Cancellation))[0];
                    });
                    break;
                case "registry-webhooks" or "registry-events":
                    await EnsurePipelineAsync(project);
                    await EnsureAsync("registry-webhooks", project, () => root.PostAsync(
                        "/codestream/api/registry-webhooks",
                        new JsonObject { ["project"] = project, ["name"] = $"thing in {project}", ["endpoint"] = $"Hub in {project}", ["pipeline"] = $"thing in {project}", ["secretToken"] = $"{project}-{++counter}-secure-token-for-tests" },
                        Cancellation));
                    await EnsureEventAsync(project);
                    break;
                case "projects":
                    await SomebodyAsync();
                    ids[(kind, project)] = (await root.GetAsync($"/iaas/api/projects?$filter=name eq '{project}'", Cancellation))["content"]![0]!["id"]!.GetValue<string>();
                    await root.PutAsync($"/codestream/api/projects/{project}/members/somebody", new JsonObject { ["role"] = "viewer" }, Cancellation);
                    break;
                case "custom-integrations":
                    await EnsureAsync(kind, project, () => root.PostAsync("/codestream/api/custom-integrations", new JsonObject { ["name"] = $"thing in {project}", ["yaml"] = "runtime: shell\ncode: echo\n" }, Cancellation));
                    if ((await root.ListAsync($"/codestream/api/custom-integrations/{ids[(kind, project)]}/versions", Cancellation)).All(version => version["version"]!.GetValue<string>() != "1.0"))
                    {
                        await root.PostAsync($"/codestream/api/custom-integrations/{ids[(kind, project)]}/versions", new JsonObject { ["version"] = "1.0" }, Cancellation);
                    }

                    break;
                case "audit":
                    var audited = $"audited {++counter} in {project}";
                    await root.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = project, ["name"] = audited, ["value"] = "x" }, Cancellation);
                    ids[(kind, project)] = (await root.ListAsync($"/codestream/api/audit?$filter=name eq '{audited}'", Cancellation))[0]["id"]!.GetValue<string>();
                    break;
                case "users":
                    await SomebodyAsync();
                    break;
                case "tokens" when person is not "nobody":
                    using (var answer = await clients[person].PostAsync(
                        "/codestream/api/tokens", new StringContent($$"""{"email":"{{person}}","password":"{{TestServer.Password}}"}""", Encoding.UTF8, "application/json"), Cancellation))
                    {
                        ids[($"tokens of {person}", "")] = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["id"]!.GetValue<string>();
                    }

                    break;
            }
        }

        private async Task EnsureEventAsync(string project)
        {
            if (ids.ContainsKey(("registry-events", project)))
            {
                return;
            }

            var body = Encoding.UTF8.GetBytes($$$"""{"push_data":{"tag":"1","pushed_at":1700000000,"pusher":"in {{{project}}}"},"repository":{"repo_name":"{{{TestServer.Repository}}}","name":"testhook","namespace":"svendowideit"}}""");
            (await server.DeliverAsync(body, Cancellation, new Uri(server.Http.BaseAddress!, string.Create(CultureInfo.InvariantCulture, $"/pipelines/api/docker-hub-webhooks?secureToken={project}-{counter}-secure-token-for-tests")))).Dispose();
            while (true)
            {
                if ((await server.Client.ListAsync("/codestream/api/registry-events", Cancellation)).FirstOrDefault(line => line["project"]!.GetValue<string>() == project) is { } line)
                {
                    ids[("registry-events", project)] = line["id"]!.GetValue<string>();
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
            }
        }

        private async Task SomebodyAsync()
        {
            if ((await server.Client.ListAsync("/codestream/api/users?$top=1000", Cancellation)).All(user => user["userName"]!.GetValue<string>() != "somebody"))
            {
                await server.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "somebody", ["password"] = TestServer.Password }, Cancellation);
            }
        }

        private async Task EnsurePipelineAsync(string project)
        {
            await server.Client.ImportAsync(Pipeline(project), Cancellation);
            ids[("pipelines", project)] = (await server.Client.GetAsync($"/codestream/api/pipelines/{project}/{Uri.EscapeDataString($"thing in {project}")}", Cancellation))["id"]!.GetValue<string>();
        }

        private async Task EnsureAsync(string kind, string project, Func<Task<JsonObject>> make)
        {
            if (ids.TryGetValue((kind, project), out var id))
            {
                try
                {
                    await server.Client.GetAsync($"/codestream/api/{kind}/{id}", Cancellation);
                    return;
                }
                catch (ApiException)
                {
                    // The last call took it away.
                }
            }

            ids[(kind, project)] = (await make())["id"]!.GetValue<string>();
        }

        private JsonObject Hub(string project, string? name = null) => new()
        {
            ["project"] = project,
            ["name"] = name ?? $"Hub in {project}",
            ["type"] = "dockerRegistry",
            ["properties"] = new JsonObject
            {
                ["serverType"] = "DockerHub",
                ["repoUrl"] = $"https://hub.docker.com/repository/docker/{TestServer.Repository}",
                ["username"] = "acme",
                ["password"] = TestServer.HubPassword,
                ["apiUrl"] = server.Hub.Address.ToString(),
            },
        };

        private static string Asking(string project) => $$"""
            project: {{project}}
            kind: PIPELINE
            name: asking in {{project}}
            enabled: true
            stageOrder: [Ask]
            stages:
              Ask:
                taskOrder: [Go]
                tasks:
                  Go:
                    type: UserOperation
                    input:
                      summary: in {{project}}
            """;

        private static string Pipeline(string project) =>
            $"project: {project}\nkind: PIPELINE\nname: thing in {project}\nenabled: true\noptions: [DOCKER_TRIGGER]\nstageOrder: []\nstages: {{}}\n";
    }
}
