using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Slipway.Server.Tests.Contract;

/// <summary>The calls of VMware's build tools for Aria: they keep a project's things as files, and push them by name.</summary>
public sealed class BuildToolsTests
{
    /// <summary>What the tools take off before they write a file.</summary>
    private static readonly string[] Stripped = ["id", "project", "_link", "_createdBy", "_updatedBy", "_updateTimeInMicros", "_createTimeInMicros", "_projectId"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_ask_for_the_version_and_the_project_first()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await SignedInAsync(server);

        (await wire.SendAsync<JsonObject>("GET", "/codestream/api/about"))["supportedApis"]![0]!["apiVersion"]!.GetValue<string>().ShouldBe("2019-10-17");
        (await wire.SendAsync<JsonObject>("GET", "/iaas/api/projects?$filter=name%20eq%20'acme'"))["content"]!.AsArray().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("pipelines", "Deploy")]
    [InlineData("endpoints", "Hub")]
    [InlineData("variables", "region")]
    [InlineData("registry-webhooks", "testhook")]
    public async Task What_they_pulled_they_can_push_again_whatever_was_changed_here_meanwhile(string plural, string name)
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        var wire = await SignedInAsync(server);
        await wire.SendAsync<JsonObject>("POST", "/codestream/api/variables", """{"project":"acme","name":"region","type":"REGULAR","value":"eu"}""");

        var list = await wire.SendAsync<DocumentsList>("GET", $"/codestream/api/{plural}?$top=100&$skip=0&$filter=project%20eq%20%27acme%27");
        list.Count.ShouldBe(list.Documents.Count);
        var file = list.Documents.Values.Single(document => document["name"]!.GetValue<string>() == name);
        foreach (var key in Stripped)
        {
            file.Remove(key);
        }

        var path = $"/codestream/api/{plural}/acme/{Uri.EscapeDataString(name)}";
        await wire.SendAsync<JsonObject>("PATCH", path, """{"description":"changed by a person"}""");
        file["project"] = "acme";
        file["description"] = "from the file";
        var pushed = await wire.SendAsync<JsonObject>("PUT", path, WireClient.Json(file));

        pushed["description"]!.GetValue<string>().ShouldBe("from the file");
        (await wire.SendAsync<JsonObject>("GET", path))["name"]!.GetValue<string>().ShouldBe(name);
    }

    [Fact]
    public async Task A_pipeline_that_they_make_is_disabled_until_they_enable_and_release_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var wire = await SignedInAsync(server);

        var made = await wire.SendAsync<Pipeline>("POST", "/codestream/api/pipelines", """
            {"project":"acme","kind":"PIPELINE","name":"Resource","enabled":true,"concurrency":10,"icon":"tools,,is-success is-solid","global":false,
             "workspace":{"image":"","path":"","type":"DOCKER","endpoint":"","customProperties":{},"cache":[],"registry":"","limits":{"cpu":1.0,"memory":512},"autoCloneForTrigger":false,"environmentVariables":{}},
             "input":{"method":""},"_inputMeta":{"method":{"description":"","mandatory":true}},"_outputMeta":{},"_warnings":[],"rollbacks":[],"tags":[],
             "stageOrder":[],"stages":{}}
            """);
        made.ShouldSatisfyAllConditions(p => p.State.ShouldBe("DISABLED"), p => p.Enabled.ShouldBeFalse(), p => p.Icon.ShouldBe("tools,,is-success is-solid"));
        await wire.SendAsync<CodeStreamException>("PATCH", "/codestream/api/pipelines/acme/Resource", """{"state":"RELEASED"}""", status: HttpStatusCode.BadRequest);
        (await wire.SendAsync<Pipeline>("PATCH", "/codestream/api/pipelines/acme/Resource", """{"state":"ENABLED"}""")).State.ShouldBe("ENABLED");
        (await wire.SendAsync<Pipeline>("PATCH", "/codestream/api/pipelines/acme/Resource", """{"state":"RELEASED"}""")).State.ShouldBe("RELEASED");

        // VMware's generator makes and then puts the whole with enabled: true.
        var whole = await wire.SendAsync<JsonObject>("GET", "/codestream/api/pipelines/acme/Resource");
        whole["enabled"] = false;
        var disabled = await wire.SendAsync<JsonObject>("PUT", $"/codestream/api/pipelines/{whole["id"]}", WireClient.Json(whole));
        disabled["state"]!.GetValue<string>().ShouldBe("DISABLED");
        disabled["enabled"] = true;
        (await wire.SendAsync<Pipeline>("PUT", $"/codestream/api/pipelines/{whole["id"]}", WireClient.Json(disabled))).State.ShouldBe("ENABLED");
    }

    private static async Task<WireClient> SignedInAsync(TestServer server)
    {
        var wire = new WireClient(server.Http);
        wire.Bearer = (await wire.SendAsync<JsonObject>("POST", "/csp/gateway/am/api/login?access_token", $$"""{"username":"admin","password":"{{TestServer.Password}}"}"""))["access_token"]!.GetValue<string>();
        return wire;
    }
}
