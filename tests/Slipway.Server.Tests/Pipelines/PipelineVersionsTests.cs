using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Pipelines;

public sealed class PipelineVersionsTests
{
    private const string Written = "# ours\nproject: acme\nkind: PIPELINE\nname: Noted\nenabled: true # always\nstageOrder: []\nstages: {}\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comments_of_an_imported_file_outlive_changes_over_the_API_and_come_out_again()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Written, Cancellation);

        await server.Client.PatchAsync("/codestream/api/pipelines/acme/Noted", new JsonObject { ["state"] = "DISABLED" }, Cancellation);
        await server.Client.PatchAsync("/codestream/api/pipelines/acme/Noted", new JsonObject { ["description"] = "now" }, Cancellation);

        var expected = Written.Replace("enabled: true #", "enabled: false #", StringComparison.Ordinal).Replace("always\n", "always\ndescription: now\n", StringComparison.Ordinal);
        (await server.Client.GetYamlAsync("/codestream/api/export?pipelines=Noted&project=acme", Cancellation)).ShouldBe("---\n" + expected);
        var versions = await server.Client.ListAsync("/codestream/api/pipelines/acme/Noted/versions", Cancellation);
        versions.Select(version => version["version"]!.ToString()).ShouldBe(["3", "2", "1"]);
        versions[0]["updatedBy"]!.ToString().ShouldBe("admin");
        (await server.Client.GetAsync(versions[2]["_link"]!.ToString(), Cancellation))["yaml"]!.ToString().ShouldBe(Written);
        (await Should.ThrowAsync<ApiException>(server.Client.GetAsync("/pipeline/api/pipelines/acme/Noted/versions/4", Cancellation))).Message.ShouldContain("no version 4");
    }

    [Fact]
    public async Task A_body_may_have_the_pipeline_as_text_and_says_where_that_is_wrong()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var made = await server.Client.PostAsync("/codestream/api/pipelines", new JsonObject { ["yaml"] = Written }, Cancellation);
        var path = $"/codestream/api/pipelines/{made["id"]}";

        made["state"]!.ToString().ShouldBe("DISABLED");
        made.ContainsKey("yaml").ShouldBeFalse();
        var put = await server.Client.PutAsync(path, new JsonObject { ["version"] = "1", ["yaml"] = "# mine\n" + Written }, Cancellation);
        put["version"]!.ToString().ShouldBe("2");
        (await server.Client.GetAsync($"{path}/versions/2", Cancellation))["yaml"]!.ToString().ShouldBe("# mine\n" + Written);
        (await Should.ThrowAsync<ApiException>(server.Client.PutAsync(path, new JsonObject { ["version"] = "1", ["yaml"] = Written }, Cancellation))).Message.ShouldContain("has version 2 now");
        (await Should.ThrowAsync<ApiException>(server.Client.PutAsync(path, new JsonObject { ["yaml"] = Written.Replace("stageOrder: []", "stageOrder: [A]", StringComparison.Ordinal) }, Cancellation)))
            .Message.ShouldContain("yaml:6:14: ");
        (await Should.ThrowAsync<ApiException>(server.Client.PutAsync(path, new JsonObject { ["yaml"] = "project: acme\nkind: VARIABLE\nname: v\ntype: REGULAR\nvalue: x\n" }, Cancellation)))
            .Message.ShouldContain("yaml: must hold one pipeline.");
    }

    [Fact]
    public async Task A_number_that_no_type_holds_is_kept_as_it_is_written_whatever_else_changes()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Written + "later: [1e99999999999]\n", Cancellation);

        await server.Client.PatchAsync("/codestream/api/pipelines/acme/Noted", new JsonObject { ["description"] = "now" }, Cancellation);

        (await server.Client.GetYamlAsync("/codestream/api/export?pipelines=Noted&project=acme", Cancellation)).ShouldContain("later: [1e99999999999]\n");
    }
}
