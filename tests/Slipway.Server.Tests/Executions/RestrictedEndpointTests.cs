using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Executions;

public sealed class RestrictedEndpointTests
{
    private const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Keep
        enabled: true
        stageOrder: [S]
        stages:
          S:
            taskOrder: [T]
            tasks:
              T:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input: {action: APPLY, yaml: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, namespace: default}"}

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_uses_a_restricted_endpoint_waits_for_an_administrator_and_the_audit_tells_who_resumed_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync(Pipeline, Cancellation);
        using var developer = await server.PersonAsync("dora", "acme", "developer", Cancellation);
        (await server.Client.PatchAsync("/codestream/api/endpoints/acme/Cluster", new JsonObject { ["isRestricted"] = "true" }, Cancellation))["isRestricted"]!.GetValue<bool>().ShouldBeTrue();

        var started = await developer.PostAsync("/codestream/api/pipelines/acme/Keep/executions", [], Cancellation);
        (await server.ReachedAsync(started, "WAITING", Cancellation))["statusMessage"]!.GetValue<string>().ShouldStartWith("S.T: Uses endpoint 'Cluster', restricted to administrators");
        server.Cluster.Find("v1", "ConfigMap", "default", "kept").ShouldBeNull();

        await server.Client.PostAsync($"{started["executionLink"]}?action=resume", [], Cancellation);
        (await server.EndedAsync(started, Cancellation))["status"]!.GetValue<string>().ShouldBe("COMPLETED");
        server.Cluster.Find("v1", "ConfigMap", "default", "kept").ShouldNotBeNull();
        var entry = (await server.Client.ListAsync("/codestream/api/audit?$filter=action%20eq%20'RESUME'", Cancellation)).ShouldHaveSingleItem();
        entry["name"]!.GetValue<string>().ShouldBe("Keep#1");
        entry["project"]!.GetValue<string>().ShouldBe("acme");
    }

    [Fact]
    public async Task Nobody_below_an_administrator_lifts_the_restriction_or_takes_the_endpoint_away()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        using var developer = await server.PersonAsync("dora", "acme", "developer", Cancellation);
        await server.Client.PatchAsync("/codestream/api/endpoints/acme/Cluster", new JsonObject { ["isRestricted"] = true }, Cancellation);

        foreach (var attempt in (Func<Task>[])
        [
            () => developer.PatchAsync("/codestream/api/endpoints/acme/Cluster", new JsonObject { ["isRestricted"] = false }, Cancellation),
            () => developer.PutAsync("/codestream/api/endpoints/acme/Cluster", new JsonObject { ["description"] = "mine" }, Cancellation),
            () => developer.DeleteAsync("/codestream/api/endpoints/acme/Cluster", Cancellation),
            () => developer.PatchAsync("/codestream/api/endpoints/acme/Hub", new JsonObject { ["isRestricted"] = true }, Cancellation),
            () => developer.ImportAsync("project: acme\nkind: ENDPOINT\nname: Cluster\ntype: k8s\nproperties: {kubernetesURL: 'https://evil.example', authType: token, token: x}\n", Cancellation),
        ])
        {
            (await Should.ThrowAsync<ApiException>(attempt)).Message.ShouldContain("needs the role 'administrator'");
        }
    }
}
