using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class SteeringTests
{
    private const string Keep = """
        project: acme
        kind: PIPELINE
        name: Keep
        enabled: true
        concurrency: 1
        input: {NAME: kept}
        output: {name: '${input.NAME}'}
        stageOrder: [Check, Keep]
        stages:
          Check:
            taskOrder: [Named]
            tasks:
              Named:
                type: Condition
                input: {condition: '${input.NAME} != ""'}
          Keep:
            taskOrder: [Map]
            tasks:
              Map:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input: {action: APPLY, yaml: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, namespace: default}"}

        """;

    private const string Outer = """
        project: acme
        kind: PIPELINE
        name: Outer
        enabled: true
        stageOrder: [Ship]
        stages:
          Ship:
            taskOrder: [Inner]
            tasks:
              Inner:
                type: Pipeline
                input: {pipeline: Keep, inputProperties: {NAME: outer}}
        output: {inner: '${Ship.Inner.output.name}'}

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_execution_is_paused_resumed_canceled_run_again_and_tagged()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Keep, Cancellation);
        await server.Client.PatchAsync("/codestream/api/endpoints/acme/Cluster", new JsonObject { ["isRestricted"] = true }, Cancellation);
        using var dora = await server.PersonAsync("dora", "acme", "developer", Cancellation);

        var started = await dora.PostAsync("/codestream/api/pipelines/acme/Keep/executions", new JsonObject { ["tags"] = new JsonArray("first") }, Cancellation);
        var link = started["executionLink"]!.GetValue<string>();
        await server.ReachedAsync(started, "WAITING", Cancellation);
        var queued = await dora.PostAsync("/codestream/api/pipelines/acme/Keep/executions", [], Cancellation);
        (await dora.GetAsync(queued["executionLink"]!.GetValue<string>(), Cancellation))["_queuePosition"]!.GetValue<int>().ShouldBe(1);

        (await dora.PostAsync($"{link}?action=pause", [], Cancellation))["status"]!.GetValue<string>().ShouldBe("PAUSED");
        (await Should.ThrowAsync<ApiException>(() => dora.PostAsync($"{link}?action=pause", [], Cancellation))).Message.ShouldContain("is PAUSED; only one that runs or waits can be paused");
        (await dora.PostAsync($"{link}?action=resume", [], Cancellation))["status"]!.GetValue<string>().ShouldBe("WAITING");
        (await dora.PostAsync($"{queued["executionLink"]}?action=cancel", [], Cancellation))["statusMessage"]!.GetValue<string>().ShouldBe("Canceled by dora.");
        var canceled = await dora.PostAsync($"{link}?action=cancel", new JsonObject { ["reason"] = "wrong tag" }, Cancellation);
        (canceled["status"]!.GetValue<string>(), canceled["statusMessage"]!.GetValue<string>()).ShouldBe(("CANCELED", "Canceled by dora: wrong tag."));

        (await dora.PatchAsync(link, new JsonObject { ["tags"] = new JsonArray("wrong", "tag") }, Cancellation))["tags"]!.ToJsonString().ShouldBe("""["wrong","tag"]""");
        (await Should.ThrowAsync<ApiException>(() => dora.PatchAsync(link, [], Cancellation))).Message.ShouldContain("tags: the words to find the execution by are missing");

        var again = await server.Client.PostAsync($"{link}?action=rerun", new JsonObject { ["fromStage"] = "Keep" }, Cancellation);
        var ended = await server.EndedAsync(again, Cancellation);
        (ended["status"]!.GetValue<string>(), ended["_rerunOf"]!["fromStage"]!.GetValue<string>()).ShouldBe(("COMPLETED", "Keep"));
        ended["output"]!["name"]!.GetValue<string>().ShouldBe("kept");
        (await server.Client.ListAsync("/codestream/api/audit?$filter=kind%20eq%20'EXECUTION'", Cancellation)).Select(entry => entry["action"]!.GetValue<string>()).Order()
            .ShouldBe(["CANCEL", "CANCEL", "PAUSE", "RESUME", "TAG"]);
    }

    [Fact]
    public async Task A_pipeline_that_another_one_runs_is_linked_both_ways()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Keep, Cancellation);
        await server.Client.ImportAsync(Outer, Cancellation);

        var ended = await server.EndedAsync(await server.Client.PostAsync("/codestream/api/pipelines/acme/Outer/executions", [], Cancellation), Cancellation);

        ended["output"]!["inner"]!.GetValue<string>().ShouldBe("outer");
        var task = ended["stages"]!["Ship"]!["tasks"]!["Inner"]!;
        task["statusMessage"]!.GetValue<string>().ShouldBe("Keep#1: Execution Completed.");
        var inner = await server.Client.GetAsync(task["output"]!["_executionLink"]!.GetValue<string>(), Cancellation);
        (inner["_nested"]!.GetValue<bool>(), inner["_rollback"]!.GetValue<bool>()).ShouldBe((true, false));
        inner["_parent"]!["_link"]!.GetValue<string>().ShouldBe(ended["_link"]!.GetValue<string>());
    }
}
