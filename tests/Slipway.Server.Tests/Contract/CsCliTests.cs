using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Slipway.Server.Tests.Contract;

/// <summary>
/// Every call of the public command lines cs-cli (older and newer) and vra-cli, as they write it, at both prefixes; the answers are decoded into
/// the same fields and types.
/// </summary>
public sealed class CsCliTests
{
    private const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Build
        icon: organization,left, is-error
        enabled: true
        description: Builds it
        concurrency: 10
        input:
          who: world
        _inputMeta:
          who:
            description: whom to greet
            mandatory: true
        workspace:
          endpoint: ''
          image: ''
          path: ''
          limits:
            cpu: 1
            memory: 512
          autoCloneForTrigger: false
        stageOrder: []
        stages: {}

        """;

    private const string Endpoint = """
        project: acme
        kind: ENDPOINT
        name: Dev cluster
        description: ''
        type: k8s
        properties:
          kubernetesURL: https://cluster.example:6443
          authType: token
          token: t0ken-of-the-cluster
          fingerprint: ''

        """;

    public static TheoryData<string, bool> Variants => new()
    {
        { "/pipeline/api", false },
        { "/pipeline/api", true },
        { "/codestream/api", false },
        { "/codestream/api", true },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/csp/gateway/am/api/login?access_token", "")]
    [InlineData("/csp/gateway/am/idp/auth/login?access_token", "System Domain")]
    public async Task They_sign_in(string path, string domain)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var wire = new WireClient(server.Http);

        (await wire.SendAsync("GET", "/pipeline/api/user-preferences", null, "", "application/json")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await wire.SendAsync("GET", "/iaas/api/projects", null, "", "application/json")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var wrong = await wire.SendAsync<AuthenticationError>("POST", path, $$"""{"username":"admin","password":"wrong","domain":"{{domain}}"}""", status: HttpStatusCode.Unauthorized);
        wrong.ServerMessage.ShouldNotBeNullOrWhiteSpace();
        wrong.Status.ShouldContain("401");

        var login = await wire.SendAsync<JsonObject>("POST", path, $$"""{"username":"admin","password":"{{TestServer.Password}}","domain":"{{domain}}"}""");
        foreach (var field in (string[])["scope", "access_token", "refresh_token", "id_token", "token_type"])
        {
            login[field]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        }

        login["expires_in"]!.GetValue<int>().ShouldBePositive();

        (await wire.SendAsync<ApiAuthenticationError>("POST", "/iaas/api/login", """{"refreshToken":"unknown"}""", status: HttpStatusCode.Unauthorized)).StatusCode.ShouldBe(401);
        var bearer = await wire.SendAsync<JsonObject>("POST", "/iaas/api/login", $$"""{"refreshToken":"{{login["refresh_token"]}}"}""");
        bearer["tokenType"]!.GetValue<string>().ShouldBe("Bearer");
        foreach (var token in (string[])[bearer["token"]!.GetValue<string>(), login["access_token"]!.GetValue<string>(), await CloudTokenAsync(wire, login["refresh_token"]!.GetValue<string>())])
        {
            wire.Bearer = token;
            (await wire.SendAsync<UserPreferences>("GET", "/pipeline/api/user-preferences")).UserName.ShouldBe("admin");
            (await wire.SendAsync<UserPreferences>("GET", "/codestream/api/user-preferences")).UserName.ShouldBe("admin");
        }
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task They_work_with_pipelines(string prefix, bool isNewer)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await SignedInAsync(server);
        var version = isNewer ? "&apiVersion=2019-10-17" : "";

        Told(await ImportAsync(wire, prefix, "create", Pipeline, version)).ShouldBe(("Build", "CREATED"));
        Told(await ImportAsync(wire, prefix, "apply", Pipeline.Replace("concurrency: 10", "concurrency: 3", StringComparison.Ordinal), version)).ShouldBe(("Build", "UPDATED"));
        var again = await wire.SendAsync<CodeStreamException>("POST", $"{prefix}/import?action=create{version}", Pipeline, "application/x-yaml", status: HttpStatusCode.Conflict);
        again.Message.ShouldContain("has a pipeline 'Build' already");
        again.Status.ShouldBe(409);
        again.RequestId.ShouldNotBeNullOrWhiteSpace();

        // Get by name and project: the older one says it in one pair of parentheses, vra-cli in odd ones, another client repeats $filter.
        foreach (var query in (string[])
        [
            WireClient.Query(("$filter", "((name eq 'Build') and (project eq 'acme'))")),
            WireClient.Query(("$filter", "((name eq 'Build')) and ((project eq 'acme'))"), ("apiVersion", "2019-10-17"), ("expand", "true")),
            "$filter=name%20eq%20%27Build%27&$filter=project%20eq%20%27acme%27",
        ])
        {
            var found = (await wire.ListAsync<Pipeline>($"{prefix}/pipelines?{query}")).ShouldHaveSingleItem();
            found.ShouldSatisfyAllConditions(
                p => p.Name.ShouldBe("Build"), p => p.Project.ShouldBe("acme"), p => p.Kind.ShouldBe("PIPELINE"), p => p.Concurrency.ShouldBe(3),
                p => p.Enabled.ShouldBeTrue(), p => p.State.ShouldBe("ENABLED"), p => p.Workspace!.Limits!.Memory.ShouldBe(512), p => Guid.Parse(p.ProjectId).ShouldNotBe(Guid.Empty),
                p => p.UpdateTimeInMicros.ShouldBeGreaterThan(p.CreateTimeInMicros), p => p.CreatedBy.ShouldBe("admin"), p => p.Tags.ShouldNotBeNull());
        }

        var id = (await wire.ListAsync<Pipeline>($"{prefix}/pipelines?{WireClient.Query(("$filter", "(name eq 'Build')"))}")).Single().Id;
        (await wire.ListAsync<Pipeline>($"{prefix}/pipelines?{WireClient.Query(("$filter", $"((id eq '{id}') and (name eq 'Build'))"))}")).ShouldHaveSingleItem();
        (await wire.SendAsync<Pipeline>("GET", $"{prefix}/pipelines/{id}")).Link.ShouldEndWith(id);

        // The state comes in the case in which a person typed it.
        (await wire.SendAsync<Pipeline>("PATCH", $"{prefix}/pipelines/{id}", """{"state":"disabled"}""")).ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Build"), p => p.Enabled.ShouldBeFalse());
        (await wire.SendAsync<Pipeline>("PATCH", $"{prefix}/pipelines/acme/Build", """{"enabled":"true"}""")).State.ShouldBe("ENABLED");
        (await wire.SendAsync<Pipeline>("PATCH", $"{prefix}/pipelines/{id}", """{"state":"Released"}""")).State.ShouldBe("RELEASED");

        // The older one misspells the parameter.
        var (_, yaml) = await wire.SendAsync("GET", $"{prefix}/export?{WireClient.Query((isNewer ? "pipelines" : "piplines", "Build"), ("project", "acme"))}", null, "", "application/x-yaml;charset=UTF-8");
        yaml.ShouldContain("kind: PIPELINE");
        yaml.ShouldContain("name: Build");
        yaml.ShouldNotContain("name: Deploy");

        (await wire.SendAsync<Pipeline>("DELETE", $"{prefix}/pipelines/{id}")).Id.ShouldBe(id);
        (await wire.SendAsync<CodeStreamException>("GET", $"{prefix}/pipelines/{id}", status: HttpStatusCode.NotFound)).Type.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task They_work_with_endpoints(string prefix, bool isNewer)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await SignedInAsync(server);
        var version = isNewer ? "&apiVersion=2019-10-17" : "";

        Told(await ImportAsync(wire, prefix, "create", Endpoint, version)).ShouldBe(("Dev cluster", "CREATED"));
        var update = Endpoint.Replace("description: ''", "description: changed", StringComparison.Ordinal);
        Told(await ImportAsync(wire, prefix, isNewer ? "apply" : "update", update, version)).ShouldBe(("Dev cluster", "UPDATED"));

        var query = isNewer
            ? WireClient.Query(("expand", "true"), ("$filter", "(name eq 'Dev cluster') and (project eq 'acme') and (type eq 'k8s')"), ("apiVersion", "2019-10-17"))
            : WireClient.Query(("$filter", "((name eq 'Dev cluster') and (project eq 'acme'))"));
        var found = (await wire.ListAsync<Endpoint>($"{prefix}/endpoints?{query}")).ShouldHaveSingleItem();
        found.ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe("ENDPOINT"), e => e.Description.ShouldBe("changed"), e => e.Type.ShouldBe("k8s"), e => e.IsRestricted.ShouldBeFalse(),
            e => e.Properties["kubernetesURL"]!.GetValue<string>().ShouldBe("https://cluster.example:6443"), e => e.Properties["token"]!.GetValue<string>().ShouldBe("******"));

        var (_, yaml) = await wire.SendAsync("GET", $"{prefix}/export?{WireClient.Query(("endpoints", "Dev cluster"), ("project", "acme"))}", null, "", "application/x-yaml;charset=UTF-8");
        yaml.ShouldContain("kind: ENDPOINT");
        yaml.ShouldNotContain("t0ken-of-the-cluster");

        (await wire.SendAsync<Endpoint>("DELETE", $"{prefix}/endpoints/{found.Id}")).Id.ShouldBe(found.Id);
        (await wire.ListAsync<Endpoint>($"{prefix}/endpoints?{query}")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task They_work_with_variables(string prefix, bool isNewer)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await SignedInAsync(server);
        var version = isNewer ? "?apiVersion=2019-10-17" : "";

        var made = await wire.SendAsync<Variable>(
            "POST", $"{prefix}/variables{version}", """{"project":"acme","kind":"VARIABLE","name":"region","description":"where","type":"REGULAR","value":"eu"}""");
        made.ShouldSatisfyAllConditions(v => v.Name.ShouldBe("region"), v => v.Project.ShouldBe("acme"), v => v.Value.ShouldBe("eu"), v => v.Type.ShouldBe("REGULAR"), v => v.Kind.ShouldBe("VARIABLE"));
        (await wire.SendAsync<Variable>("POST", $"{prefix}/variables{version}", """{"project":"acme","kind":"VARIABLE","name":"token","description":"","type":"SECRET","value":"s3cret"}""")).Value.ShouldBe("******");

        var query = WireClient.Query(("$filter", "((name eq 'region') and (project eq 'acme'))"));
        (await wire.ListAsync<Variable>($"{prefix}/variables?{query}")).ShouldHaveSingleItem().Id.ShouldBe(made.Id);

        // An update is the whole object that was read, with what changes: a new name, for one.
        var read = await wire.SendAsync<JsonObject>("GET", $"{prefix}/variables/{made.Id}{version}");
        read["value"] = "us";
        read["name"] = "area";
        var changed = await wire.SendAsync<Variable>("PUT", $"{prefix}/variables/{made.Id}{version}", WireClient.Json(read));
        changed.ShouldSatisfyAllConditions(v => v.Name.ShouldBe("area"), v => v.Value.ShouldBe("us"), v => v.Id.ShouldBe(made.Id));

        // Somebody who read it before that is told, and not overwritten.
        var late = await wire.SendAsync<CodeStreamException>("PUT", $"{prefix}/variables/{made.Id}{version}", WireClient.Json(read), status: HttpStatusCode.Conflict);
        late.Message.ShouldContain("was changed by admin");

        (await wire.SendAsync<Variable>("DELETE", $"{prefix}/variables/{made.Id}{version}")).Id.ShouldBe(made.Id);
        (await wire.ListAsync<Variable>($"{prefix}/variables?{query}")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task They_work_with_executions(string prefix, bool isNewer)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await SignedInAsync(server);
        await ImportAsync(wire, prefix, "create", Pipeline, "");
        var pipeline = (await wire.ListAsync<Pipeline>($"{prefix}/pipelines?{WireClient.Query(("$filter", "(name eq 'Build')"))}")).Single();

        var made = await wire.SendAsync<CreateExecution>("POST", $"{prefix}/pipelines/{pipeline.Id}/executions", """{"comments":"by hand","input":{"who":"there"}}""", status: HttpStatusCode.Accepted);
        made.ExecutionLink.ShouldBe($"/codestream/api/executions/{made.ExecutionId}");
        made.Comments.ShouldBe("by hand");

        await server.EndedAsync(JsonSerializer.SerializeToNode(made, JsonSerializerOptions.Web)!.AsObject(), Cancellation);
        var read = await wire.SendAsync<Execution>("GET", $"{made.ExecutionLink}{(isNewer ? "?apiVersion=2019-10-17" : "")}");
        read.ShouldSatisfyAllConditions(
            e => e.Name.ShouldBe("Build"), e => e.Index.ShouldBe(1), e => e.Status.ShouldBe("COMPLETED"), e => e.Comments.ShouldBe("by hand"), e => e.ExecutedBy.ShouldBe("admin"),
            e => e.Input["who"]!.GetValue<string>().ShouldBe("there"), e => e.PipelineLink.ShouldEndWith(pipeline.Id), e => e.StatusMessage.ShouldBe("Execution Completed."), e => e.Nested.ShouldBeFalse());

        var filter = ("$filter", "((status eq 'COMPLETED') and (_nested eq 'false'))");
        var order = ("$orderby", "_requestTimeInMicros desc");
        var query = isNewer ? WireClient.Query(order, filter, ("$top", "100"), ("$skip", "0"), ("apiVersion", "2019-10-17")) : WireClient.Query(order, filter);
        (await wire.ListAsync<Execution>($"{prefix}/executions?{query}")).ShouldHaveSingleItem().Id.ShouldBe(made.ExecutionId);
        (await wire.ListAsync<Execution>($"{prefix}/executions?{WireClient.Query(order, ("$filter", "((name eq 'Build') and (_nested eq 'true'))"))}")).ShouldBeEmpty();

        (await wire.SendAsync<Execution>("DELETE", $"{prefix}/executions/{made.ExecutionId}")).Id.ShouldBe(made.ExecutionId);
        (await wire.ListAsync<Execution>($"{prefix}/executions")).ShouldBeEmpty();
    }

    [Fact]
    public async Task They_look_for_projects()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await SignedInAsync(server);

        var pages = await wire.SendAsync<JsonObject>("GET", $"/project-service/api/projects?{WireClient.Query(("$filter", "(name eq 'acme')"))}");
        var project = pages["content"]!.AsArray().ShouldHaveSingleItem()!;
        project["name"]!.GetValue<string>().ShouldBe("acme");
        Guid.Parse(project["id"]!.GetValue<string>()).ShouldNotBe(Guid.Empty);
        pages["totalElements"]!.GetValue<int>().ShouldBe(1);
        pages["pageable"]!["pageSize"]!.GetValue<int>().ShouldBePositive();
        pages["last"]!.GetValue<bool>().ShouldBeTrue();

        (await wire.SendAsync<JsonObject>("GET", "/iaas/api/projects?$filter=name%20eq%20'acme'"))["content"]!.AsArray().ShouldHaveSingleItem();
    }

    private static async Task<string> CloudTokenAsync(WireClient wire, string refreshToken) =>
        (await wire.SendAsync<JsonObject>("POST", "/csp/gateway/am/api/auth/api-tokens/authorize", $"refresh_token={Uri.EscapeDataString(refreshToken)}", "application/x-www-form-urlencoded"))["access_token"]!.GetValue<string>();

    private static async Task<WireClient> SignedInAsync(TestServer server)
    {
        var wire = new WireClient(server.Http);
        var login = await wire.SendAsync<JsonObject>("POST", "/csp/gateway/am/api/login?access_token", $$"""{"username":"admin","password":"{{TestServer.Password}}","domain":""}""");
        wire.Bearer = login["access_token"]!.GetValue<string>();
        return wire;
    }

    private static async Task<string> ImportAsync(WireClient wire, string prefix, string action, string yaml, string version)
    {
        var (status, text) = await wire.SendAsync("POST", $"{prefix}/import?action={action}{version}", yaml, "application/x-yaml", "application/x-yaml");
        status.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    private static (string Name, string Status) Told(string yaml)
    {
        var lines = yaml.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal)).ToDictionary(line => line.Split(": ")[0], line => line.Split(": ", 2)[1].Trim('\''));
        lines.ShouldContainKey("statusMessage");
        return (lines["name"], lines["status"]);
    }
}
