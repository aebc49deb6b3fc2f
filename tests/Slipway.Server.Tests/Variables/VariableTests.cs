using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Variables;

public sealed class VariableTests
{
    private const string Secret = "c0rrect-h0rse-battery";

    /// <summary>Makes a Secret out of a variable, so that the cluster has the value and nobody else.</summary>
    private const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Configure
        enabled: true
        input: {greeting: hello}
        stageOrder: [S]
        stages:
          S:
            taskOrder: [Configure, Say it]
            tasks:
              Configure:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: config, namespace: default}
                    data:
                      token: "${var.api token}"
                      region: "${var.region}"
              Say it:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: "${S.Configure.output.response.configMaps.config.data.token}", namespace: default}

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_reaches_the_cluster_and_nobody_else()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await AddAsync(server, "api token", "SECRET", Secret);
        await AddAsync(server, "region", "REGULAR", "eu-central");
        await server.Client.ImportAsync(Pipeline, Cancellation);

        var execution = await RunAsync(server, server.Client, "Configure");

        execution["status"]!.GetValue<string>().ShouldBe("COMPLETED");
        var task = execution["stages"]!["S"]!["tasks"]!["Configure"]!;
        task["status"]!.GetValue<string>().ShouldBe("COMPLETED");
        task["input"]!["yaml"]!.GetValue<string>().ShouldContain("token: \"******\"");
        task["input"]!["yaml"]!.GetValue<string>().ShouldContain("region: \"eu-central\"");
        task["output"]!["response"]!["configMaps"]!["config"]!["data"]!["token"]!.GetValue<string>().ShouldBe("******");

        // The second task reads the secret back out of the first one's output: the cluster gets it, and the message about it does not tell it.
        execution["stages"]!["S"]!["tasks"]!["Say it"]!["statusMessage"]!.GetValue<string>().ShouldContain("'******'");
        server.Cluster.Find("v1", "ConfigMap", "default", Secret).ShouldNotBeNull();

        var everything = new StringBuilder();
        foreach (var path in (string[])["/codestream/api/executions", execution["_link"]!.GetValue<string>(), "/codestream/api/variables", "/codestream/api/pipelines", "/codestream/api/endpoints", "/codestream/api/registry-events"])
        {
            everything.Append((await server.Client.GetAsync(path, Cancellation)).ToJsonString());
        }

        foreach (var file in server.Data.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is not ".lock"))
        {
            await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            everything.Append(await reader.ReadToEndAsync(Cancellation));
        }

        foreach (var planted in (string[])[Secret, TestServer.Password, TestServer.HubPassword, server.Cluster.Token])
        {
            everything.ToString().ShouldNotContain(planted, Case.Sensitive, "a secret came out");
        }

        everything.ToString().ShouldContain("eu-central", Case.Sensitive, "what is no secret is there, so that this test looks at the right places");
    }

    [Fact]
    public async Task A_variable_is_made_changed_and_deleted_as_the_clients_of_Code_Stream_do()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var made = await AddAsync(server, "api token", "SECRET", Secret);
        made["value"]!.GetValue<string>().ShouldBe("******");
        made["description"] = "changed";
        var changed = await server.Client.PutAsync($"/pipeline/api/variables/{made["id"]}", made, Cancellation);
        changed["description"]!.GetValue<string>().ShouldBe("changed");
        (await Should.ThrowAsync<ApiException>(server.Client.PutAsync($"/pipeline/api/variables/{made["id"]}", new JsonObject { ["type"] = "REGULAR" }, Cancellation))).Message.ShouldContain("give the value anew");
        (await Should.ThrowAsync<ApiException>(AddAsync(server, "api token", "SECRET", "x"))).Message.ShouldContain("has a variable 'api token' already");
        (await Should.ThrowAsync<ApiException>(AddAsync(server, "other", "PUBLIC", "x"))).Message.ShouldContain("is 'PUBLIC'; it must be one of REGULAR, SECRET, RESTRICTED");
        (await server.Client.GetAsync("/codestream/api/variables/acme/api%20token", Cancellation))["id"]!.GetValue<string>().ShouldBe(made["id"]!.GetValue<string>());
        await server.Client.DeleteAsync($"/codestream/api/variables/{made["id"]}", Cancellation);
        (await server.Client.ListAsync("/codestream/api/variables", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_execution_that_uses_a_restricted_variable_waits_until_an_administrator_resumes_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await AddAsync(server, "api token", "RESTRICTED", Secret);
        await AddAsync(server, "region", "REGULAR", "eu-central");
        await server.Client.ImportAsync(Pipeline.Replace(", Say it]", "]", StringComparison.Ordinal), Cancellation);
        using var developer = await server.PersonAsync("dora", "acme", "developer", Cancellation);

        using var administrator = await server.PersonAsync("anna", "acme", "administrator", Cancellation);

        (await RunAsync(server, administrator, "Configure"))["status"]!.GetValue<string>().ShouldBe("COMPLETED");
        var started = await developer.PostAsync("/codestream/api/pipelines/acme/Configure/executions", [], Cancellation);
        var waiting = await server.ReachedAsync(started, "WAITING", Cancellation);
        waiting["statusMessage"]!.GetValue<string>().ShouldBe("S.Configure: Uses variable 'api token', restricted to administrators: waits until an administrator of the project resumes it.");
        waiting["stages"]!["S"]!["tasks"]!["Configure"]!["status"]!.GetValue<string>().ShouldBe("WAITING");

        var resume = $"{started["executionLink"]}?action=resume";
        (await Should.ThrowAsync<ApiException>(developer.PostAsync(resume, [], Cancellation))).Message.ShouldContain("This needs the role 'administrator'");
        await administrator.PostAsync(resume, [], Cancellation);
        (await server.EndedAsync(started, Cancellation))["status"]!.GetValue<string>().ShouldBe("COMPLETED");
        (await Should.ThrowAsync<ApiException>(administrator.PostAsync(resume, [], Cancellation))).Message.ShouldContain("is COMPLETED; only one that is paused or waits for an administrator can be resumed");

        (await Should.ThrowAsync<ApiException>(developer.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "mine", ["type"] = "RESTRICTED", ["value"] = "x" }, Cancellation)))
            .Message.ShouldContain("This needs the role 'administrator' in project 'acme'; you are 'developer'.");
    }

    private static Task<JsonObject> AddAsync(TestServer server, string name, string type, string value) =>
        server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["kind"] = "VARIABLE", ["name"] = name, ["description"] = "", ["type"] = type, ["value"] = value }, Cancellation);

    private static async Task<JsonObject> RunAsync(TestServer server, SlipwayClient who, string pipeline)
    {
        var started = await who.PostAsync($"/codestream/api/pipelines/acme/{pipeline}/executions", [], Cancellation);
        return await server.EndedAsync(started, Cancellation);
    }
}
