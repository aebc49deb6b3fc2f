using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Endpoints;

public sealed class EndpointValidationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_that_work_are_said_to_work()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var cluster = await ValidateAsync(server.Client, Cluster(server, ("certAuthorityData", server.Cluster.CertificateAuthority)));
        cluster["status"]!.GetValue<string>().ShouldBe("OK");
        cluster["success"]!.GetValue<bool>().ShouldBeTrue();
        cluster.ContainsKey("cause").ShouldBeFalse();
        (await ValidateAsync(server.Client, Hub(server, TestServer.HubPassword)))["status"]!.GetValue<string>().ShouldBe("OK");
    }

    [Fact]
    public async Task What_failed_is_said_by_its_cause_with_the_certificate_and_without_the_secret()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var refused = await ValidateAsync(server.Client, Cluster(server));
        refused["status"]!.GetValue<string>().ShouldBe("FAILED");
        refused["success"]!.GetValue<bool>().ShouldBeFalse();
        refused["cause"]!.GetValue<string>().ShouldBe("TLS");
        refused.ToJsonString().ShouldNotContain(server.Cluster.Token);

        // What is shown can be accepted as it is.
        var fingerprint = refused["certificate"]!["fingerprints"]!["SHA-256"]!.GetValue<string>();
        (await ValidateAsync(server.Client, Cluster(server, ("fingerprint", fingerprint))))["status"]!.GetValue<string>().ShouldBe("OK");

        var wrong = await ValidateAsync(server.Client, Hub(server, "a-wrong-password"));
        wrong["cause"]!.GetValue<string>().ShouldBe("UNAUTHORIZED");
        wrong.ToJsonString().ShouldNotContain("a-wrong-password");
        (await ValidateAsync(server.Client, Cluster(server, ("kubernetesURL", "gopher://x"))))["cause"]!.GetValue<string>().ShouldBe("PROPERTIES");
        (await ValidateAsync(server.Client, new JsonObject { ["project"] = "acme", ["type"] = "agent", ["properties"] = new JsonObject { ["leMansAgent"] = "x" } }))["cause"]!
            .GetValue<string>().ShouldBe("UNSUPPORTED");
    }

    [Fact]
    public async Task A_masked_secret_means_the_stored_one_and_goes_nowhere_else()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var stored = await server.Client.GetAsync("/codestream/api/endpoints/acme/Cluster", Cancellation);
        stored["properties"]!["token"]!.GetValue<string>().ShouldBe("******");

        (await ValidateAsync(server.Client, stored))["status"]!.GetValue<string>().ShouldBe("OK");

        // As it was read, but without its id there is nothing stored that could be meant.
        var nameless = stored.DeepClone().AsObject();
        nameless.Remove("id");
        (await ValidateAsync(server.Client, nameless))["cause"]!.GetValue<string>().ShouldBe("PROPERTIES");

        var moved = stored.DeepClone().AsObject();
        moved["properties"]!["kubernetesURL"] = "https://thief.invalid";
        var refused = await ValidateAsync(server.Client, moved);
        refused["cause"]!.GetValue<string>().ShouldBe("PROPERTIES");
        refused["message"]!.GetValue<string>().ShouldContain("not sent to another place");
    }

    [Fact]
    public async Task Nobody_tries_an_endpoint_that_they_may_not_change()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "globex" }, Cancellation);
        var theirs = await server.Client.PostAsync("/codestream/api/endpoints", With(Cluster(server), "project", "globex"), Cancellation);
        var restricted = await server.Client.PostAsync("/codestream/api/endpoints", With(With(Cluster(server), "isRestricted", "true"), "name", "Production"), Cancellation);
        using var viewer = await server.PersonAsync("vera", "acme", "viewer", Cancellation);
        using var developer = await server.PersonAsync("dora", "acme", "developer", Cancellation);

        (await RefusalAsync(viewer, Cluster(server))).ShouldContain("needs the role 'developer'");
        (await RefusalAsync(developer, With(Cluster(server), "project", "globex"))).ShouldContain("there is no project 'globex'");
        (await RefusalAsync(developer, With(Cluster(server), "id", theirs["id"]!.DeepClone()))).ShouldContain("has no endpoint of that id");
        (await RefusalAsync(developer, With(Cluster(server), "id", restricted["id"]!.DeepClone()))).ShouldContain("needs the role 'administrator'");
        (await ValidateAsync(developer, Cluster(server)))["cause"]!.GetValue<string>().ShouldBe("TLS");
    }

    private static Task<JsonObject> ValidateAsync(SlipwayClient client, JsonObject body) => client.PostAsync("/codestream/api/endpoint-validation", body, Cancellation);

    private static async Task<string> RefusalAsync(SlipwayClient client, JsonObject body) => (await Should.ThrowAsync<ApiException>(() => ValidateAsync(client, body))).Message;

    private static JsonObject With(JsonObject body, string name, JsonNode? value)
    {
        body[name] = value;
        return body;
    }

    private static JsonObject Cluster(TestServer server, params (string Name, string? Value)[] properties)
    {
        var body = new JsonObject
        {
            ["project"] = "acme",
            ["name"] = "Another",
            ["type"] = "k8s",
            ["properties"] = new JsonObject { ["kubernetesURL"] = server.Cluster.Address.ToString(), ["authType"] = "token", ["token"] = server.Cluster.Token },
        };
        foreach (var (name, value) in properties)
        {
            body["properties"]![name] = value;
        }

        return body;
    }

    private static JsonObject Hub(TestServer server, string password) => new()
    {
        ["project"] = "acme",
        ["type"] = "dockerRegistry",
        ["properties"] = new JsonObject
        {
            ["repoUrl"] = "https://hub.docker.com/repository/docker/acme/web",
            ["username"] = "acme",
            ["password"] = password,
            ["apiUrl"] = server.Hub.Address.ToString(),
        },
    };
}
