using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Pipelines;

public sealed class ImportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_error_in_the_yaml_is_answered_with_line_column_and_what_would_be_right()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var refused = await Should.ThrowAsync<ApiException>(server.Client.ImportAsync("project: acme\nkind: PIPELINE\nname: x\nstageOrder: [Biuld]\nstages:\n  Build:\n    taskOrder: [A]\n    tasks:\n      A: {type: K8S}\n", Cancellation));

        refused.Message.ShouldContain("4:14: error");
        refused.Message.ShouldContain("Did you mean 'Build'?");
    }

    [Fact]
    public async Task A_pipeline_for_a_project_that_is_not_there_is_refused()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        var refused = await Should.ThrowAsync<ApiException>(server.Client.ImportAsync("project: nobody\nkind: PIPELINE\nname: x\nstageOrder: [B]\nstages: {B: {taskOrder: [A], tasks: {A: {type: K8S}}}}\n", Cancellation));

        refused.Message.ShouldContain("there is no project 'nobody'");
    }

    [Theory]
    [InlineData("/codestream/api")]
    [InlineData("/pipeline/api")]
    public async Task Both_prefixes_serve_the_same_pipelines(string prefix)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var pipeline = (await server.Client.ListAsync($"{prefix}/pipelines", Cancellation)).ShouldHaveSingleItem();

        pipeline["name"]!.GetValue<string>().ShouldBe("Deploy");
        pipeline["state"]!.GetValue<string>().ShouldBe("ENABLED");
        (await server.Client.GetAsync($"{prefix}/pipelines/acme/Deploy", Cancellation))["id"]!.GetValue<string>().ShouldBe(pipeline["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_deserves_a_look_is_told_at_import_and_stays_in_the_warnings_of_the_pipeline()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var answer = await server.Client.ImportAsync(
            "project: acme\nkind: PIPELINE\nname: foreign\nstageOrder: [S]\nstages: {S: {taskOrder: [T], tasks: {T: {type: Jenkins, endpoints: {jenkinsServer: ci}, input: {job: build}}}}}\n",
            Cancellation);

        answer.ShouldContain("status: CREATED");
        answer.ShouldContain("2 warnings, the first: 5:");
        var warnings = (await server.Client.GetAsync("/codestream/api/pipelines/acme/foreign", Cancellation))["_warnings"]!.AsArray();
        warnings.Select(w => w!["classType"]!.GetValue<string>()).ShouldBe(["SW1112", "SW1401"], ignoreOrder: true);
        var warning = warnings.Single(w => w!["classType"]!.GetValue<string>() == "SW1401")!["message"]!;
        warning["message"]!.GetValue<string>().ShouldStartWith("Task 'T' of stage 'S' names endpoint 'ci', which its project does not have.");
        warning["fieldName"]!.GetValue<string>().ShouldBe("stages.S.tasks.T.endpoints.jenkinsServer");
        warning["containerName"]!.GetValue<string>().ShouldBe("stages");
        warning["level"]!.GetValue<string>().ShouldBe("WARNING");
    }

    [Fact]
    public async Task A_file_brings_all_kinds_in_the_order_in_which_they_need_each_other()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var answer = await server.Client.ImportAsync(ShopOf(server), Cancellation);

        answer.Split("---\n", StringSplitOptions.RemoveEmptyEntries).Select(document => document.Split('\n')[1]).ShouldBe(["status: CREATED", "status: CREATED", "status: CREATED", "status: CREATED"]);
        var webhook = (await server.Client.ListAsync("/codestream/api/registry-webhooks", Cancellation)).ShouldHaveSingleItem();
        webhook["pipeline"]!.GetValue<string>().ShouldBe("Shop");
        server.Hub.Hooks(TestServer.Repository).ShouldHaveSingleItem();
        (await server.Client.GetAsync("/codestream/api/pipelines/acme/Shop", Cancellation))["_warnings"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task When_one_document_of_a_file_is_wrong_nothing_of_it_is_imported()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var refused = await Should.ThrowAsync<ApiException>(server.Client.ImportAsync(ShopOf(server).Replace("type: dockerRegistry", "type: dockerRegsitry", StringComparison.Ordinal), Cancellation));

        refused.Message.ShouldContain("ENDPOINT 'Shop hub': type: there is no endpoint type 'dockerRegsitry'");
        refused.Message.ShouldContain("Nothing was imported.");
        (await server.Client.ListAsync("/codestream/api/variables", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_again_and_holds_no_secret()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(ShopOf(server), Cancellation);

        var yaml = await server.Client.GetTextAsync("/pipeline/api/export?pipelines=Shop&endpoints=Shop%20hub&variables&registry-webhooks&project=acme", Cancellation);

        foreach (var line in (string[])["kind: PIPELINE", "kind: ENDPOINT", "kind: VARIABLE", "kind: DOCKER_WEBHOOK", "value: eu"])
        {
            yaml.ShouldContain(line);
        }

        yaml.ShouldNotContain(TestServer.HubPassword);
        yaml.ShouldNotContain(TestServer.SecureToken);
        yaml.ShouldNotContain("******");
        (await server.Client.ImportAsync(yaml, Cancellation)).ShouldNotContain("FAILED");
        (await server.Client.GetTextAsync("/pipeline/api/export?pipelines=Shop&endpoints=Shop%20hub&variables&registry-webhooks&project=acme", Cancellation)).ShouldBe(yaml);
    }

    private static string ShopOf(TestServer server) => $$"""
        ---
        project: acme
        kind: DOCKER_WEBHOOK
        name: pushed
        endpoint: Shop hub
        pipeline: Shop
        secretToken: {{TestServer.SecureToken}}
        ---
        project: acme
        kind: PIPELINE
        name: Shop
        enabled: true
        options: [DOCKER_TRIGGER]
        stageOrder: [S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  yaml: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {region: '${var.region}', tag: '${input.DOCKER_TAG}'}"
        ---
        project: acme
        kind: VARIABLE
        name: region
        type: REGULAR
        value: eu
        ---
        project: acme
        kind: ENDPOINT
        name: Shop hub
        type: dockerRegistry
        properties:
          serverType: DockerHub
          repoUrl: https://hub.docker.com/repository/docker/{{TestServer.Repository}}
          username: acme
          password: {{TestServer.HubPassword}}
          apiUrl: {{server.Hub.Address}}

        """;

    [Fact]
    public async Task A_pipeline_is_released_only_when_it_is_enabled()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        const string Path = "/codestream/api/pipelines/acme/Deploy";

        (await server.Client.PatchAsync(Path, new JsonObject { ["state"] = "released" }, Cancellation))["state"]!.GetValue<string>().ShouldBe("RELEASED");
        (await server.Client.PatchAsync(Path, new JsonObject { ["enabled"] = "false" }, Cancellation))["state"]!.GetValue<string>().ShouldBe("DISABLED");
        (await Should.ThrowAsync<ApiException>(server.Client.PatchAsync(Path, new JsonObject { ["state"] = "RELEASED" }, Cancellation))).Message.ShouldContain("must be ENABLED before it can be RELEASED");
    }
}
