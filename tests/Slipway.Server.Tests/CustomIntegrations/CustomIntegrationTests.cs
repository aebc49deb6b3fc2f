using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.CustomIntegrations;

public sealed class CustomIntegrationTests
{
    private const string Root = "/codestream/api/custom-integrations";

    private const string Yaml = """
        ---
        runtime: nodejs
        code: |
          var context = require("./context.js")
          context.setOutput("greeting", "hello " + context.getInput("who"))
        inputProperties:
          - name: who
            type: text
            title: Whom to greet
        outputProperties:
          - name: greeting
            type: label
            title: Greeting

        """;

    private const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Greet
        enabled: true
        stageOrder: [S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T:
                type: Custom
                input:
                  name: greeter
                  version: '1.0'
                  properties: {who: world}

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_becomes_a_version_that_is_released_withdrawn_deprecated_and_restored()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        var made = await server.Client.PostAsync(Root, new JsonObject { ["name"] = "greeter", ["description"] = "says hello", ["yaml"] = Yaml }, Cancellation);
        made["status"]!.GetValue<string>().ShouldBe("DRAFT");
        made["version"]!.GetValue<string>().ShouldBeEmpty();
        made["runtime"]!.GetValue<string>().ShouldBe("nodejs");
        made["yaml"]!.GetValue<string>().ShouldContain("setOutput");

        var versions = $"{made["_link"]}/versions";
        (await server.Client.PostAsync(versions, new JsonObject { ["version"] = "1.0", ["description"] = "the first" }, Cancellation))["status"]!.GetValue<string>().ShouldBe("VERSIONED");
        (await Should.ThrowAsync<ApiException>(server.Client.PostAsync(versions, new JsonObject { ["version"] = "1.0" }, Cancellation))).Message.ShouldContain("has a version '1.0' already");
        foreach (var (action, status) in ((string, string)[])[("release", "RELEASED"), ("withdraw", "WITHDRAWN"), ("release", "RELEASED"), ("deprecate", "DEPRECATED"), ("restore", "RELEASED")])
        {
            (await server.Client.PostAsync($"{versions}/1.0/{action}", [], Cancellation))["status"]!.GetValue<string>().ShouldBe(status);
        }

        (await Should.ThrowAsync<ApiException>(server.Client.PostAsync($"{versions}/1.0/restore", [], Cancellation))).Message.ShouldContain("is RELEASED; restore does not apply to that");
        (await Should.ThrowAsync<ApiException>(server.Client.DeleteAsync($"{versions}/1.0", Cancellation))).Message.ShouldContain("withdraw it first");

        // The draft goes on without the version.
        await server.Client.PutAsync($"{made["_link"]}", new JsonObject { ["yaml"] = Yaml.Replace("hello ", "good day ", StringComparison.Ordinal) }, Cancellation);
        (await server.Client.GetAsync($"{versions}/1.0", Cancellation))["code"]!.GetValue<string>().ShouldContain("hello ");
        var now = await server.Client.GetAsync($"{made["_link"]}", Cancellation);
        now["code"]!.GetValue<string>().ShouldContain("good day ");
        now["version"]!.GetValue<string>().ShouldBe("1.0");
        now["description"]!.GetValue<string>().ShouldBe("says hello");
    }

    [Fact]
    public async Task A_pipeline_that_names_one_knows_whether_it_is_there_and_keeps_it_there()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Pipeline, Cancellation);
        (await WarningsAsync(server)).ShouldContain("names custom integration 'greeter', which is not there or has no released version");
        var draft = await server.Client.PostAsync(Root, new JsonObject { ["name"] = "greeter", ["yaml"] = Yaml }, Cancellation);
        await server.Client.PostAsync($"{draft["_link"]}/versions", new JsonObject { ["version"] = "1.0" }, Cancellation);
        (await WarningsAsync(server)).ShouldContain("has no released version", customMessage: "a version that is not released is not offered");
        await server.Client.PostAsync($"{draft["_link"]}/versions/1.0/release", [], Cancellation);
        await server.Client.PostAsync($"{draft["_link"]}/versions/1.0/deprecate", [], Cancellation);
        (await WarningsAsync(server)).ShouldNotContain("greeter", customMessage: "a deprecated version works where it is named");
        await server.Client.PostAsync($"{draft["_link"]}/versions/1.0/restore", [], Cancellation);
        await server.Client.PostAsync($"{draft["_link"]}/versions/1.0/withdraw", [], Cancellation);
        (await WarningsAsync(server)).ShouldContain("has no released version");
        await server.Client.DeleteAsync($"{draft["_link"]}/versions/1.0", Cancellation);

        (await server.Client.ImportAsync($"kind: CUSTOM_INTEGRATION\nname: greeter\nversion: '1.0'\nstatus: RELEASED\n{Yaml[4..]}", "apply", Cancellation)).ShouldContain("status: UPDATED");

        var known = (await server.Client.ListAsync($"{Root}?$filter=(name%20eq%20'greeter')", Cancellation)).ShouldHaveSingleItem();
        known["status"]!.GetValue<string>().ShouldBe("RELEASED");
        (await WarningsAsync(server)).ShouldNotContain("greeter");
        (await Should.ThrowAsync<ApiException>(server.Client.DeleteAsync($"{known["_link"]}", Cancellation))).Message.ShouldContain("it is used by pipeline 'Greet' of project 'acme'");
        await server.Client.DeleteAsync("/codestream/api/pipelines/acme/Greet", Cancellation);
        (await server.Client.GetTextAsync("/codestream/api/export?custom-integrations=greeter", Cancellation)).ShouldContain("kind: CUSTOM_INTEGRATION");
        await server.Client.DeleteAsync($"{known["_link"]}", Cancellation);
        (await server.Client.ListAsync(Root, Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"x","yaml":"runtime: cobol\ncode: y"}""", "must be one of nodejs, python2, python3, shell")]
    [InlineData("""{"name":"x","yaml":"runtime: [\n"}""", "yaml:")]
    [InlineData("""{"name":"a/b","yaml":"runtime: shell\ncode: y"}""", "name: must not hold")]
    [InlineData("""{"name":"x"}""", "has no 'runtime'")]
    [InlineData("""{"name":"x","runtime":"shell","code":"y","project":"acme"}""", "belongs to the server")]
    public async Task What_is_wrong_with_one_is_said(string body, string message)
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        (await Should.ThrowAsync<ApiException>(server.Client.PostAsync(Root, JsonNode.Parse(body)!.AsObject(), Cancellation))).Message.ShouldContain(message);
    }

    private static async Task<string> WarningsAsync(TestServer server) => string.Join('\n', (await server.Client.GetAsync("/codestream/api/pipelines/acme/Greet", Cancellation))["_warnings"]!.AsArray().Select(warning => warning!["message"]!["message"]!.GetValue<string>()));
}
