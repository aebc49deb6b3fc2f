using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Storage.Tests.Postgres;
using Xunit;

namespace Slipway.Server.Tests.Audit;

public sealed class ChangeTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string Planted = "PLANTED-SECRET";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Databases => [false, true];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_change_through_the_api_has_one_entry_with_who_and_from_where_and_no_secret(bool onPostgres)
    {
        await using var server = await TestServer.StartAsync(Cancellation, onPostgres ? await postgres.CreateDatabaseAsync(Cancellation) : null);
        await server.SetUpAsync(Cancellation);
        await server.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "grace", ["password"] = TestServer.Password, ["isAdministrator"] = true }, Cancellation);
        using var grace = await SlipwayClient.SignInAsync(server.Http.BaseAddress!, "grace", TestServer.Password, Cancellation);

        foreach (var (change, expected) in Changes(server, grace))
        {
            var before = (await server.Client.AuditAsync("who eq 'grace'")).Count;
            await change();
            (await server.Client.AuditAsync("who eq 'grace'")).Skip(before).Select(Told).ShouldBe(expected);
        }

        var entries = await server.Client.AuditAsync("who eq 'grace'");
        entries.ShouldAllBe(entry => entry.Text("from") == "127.0.0.1");
        entries.ShouldAllBe(entry => !entry.ToJsonString().Contains(Planted, StringComparison.OrdinalIgnoreCase));
        (await server.Client.AuditAsync("who ne 'grace' and substringof('acme', project)")).Select(Told).ShouldBe(
            ["CREATE PROJECT acme/acme ", "CREATE ENDPOINT acme/Cluster ", "CREATE ENDPOINT acme/Hub ", "CREATE PIPELINE acme/Deploy "]);
        foreach (var file in server.Data.GetFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is not ".lock"))
        {
            Encoding.Latin1.GetString(await ReadAsync(file)).Contains(Planted, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{file.Name} holds a secret in clear.");
        }
    }

    [Fact]
    public async Task A_change_that_is_refused_or_changes_nothing_has_no_entry_and_the_refusal_has_one()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        using var dora = await server.PersonAsync("dora", "acme", "viewer", Cancellation);
        var before = (await server.Client.AuditAsync("kind eq 'VARIABLE'")).Count;

        await Should.ThrowAsync<ApiException>(dora.PostAsync("/codestream/api/variables", Variable(), Cancellation));
        await Should.ThrowAsync<ApiException>(server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "a/b", ["value"] = "x" }, Cancellation));

        (await server.Client.AuditAsync("kind eq 'VARIABLE'")).Count.ShouldBe(before);
        var refusal = (await server.Client.AuditAsync("action eq 'REFUSED'")).ShouldHaveSingleItem();
        Told(refusal).ShouldBe("REFUSED REQUEST acme/POST /codestream/api/variables This needs the role 'developer' in project 'acme'; you are 'viewer'.");
        refusal.Text("who").ShouldBe("dora");
    }

    private static List<(Func<Task> Change, string[] Expected)> Changes(TestServer server, SlipwayClient grace)
    {
        string link = "";
        async Task MakeAsync(string path, JsonObject body) => link = (await grace.PostAsync(path, body, Cancellation))["id"]!.GetValue<string>();
        Task<JsonObject> PatchAsync(string path, JsonObject body) => grace.PatchAsync($"{path}/{link}", body, Cancellation);
        return
        [
            (() => MakeAsync("/codestream/api/variables", Variable()), ["CREATE VARIABLE acme/api token "]),
            (() => PatchAsync("/codestream/api/variables", new JsonObject { ["value"] = $"{Planted}-2" }), ["UPDATE VARIABLE acme/api token Changed value."]),
            (() => PatchAsync("/codestream/api/variables", new JsonObject { ["value"] = "******" }), []),
            (() => grace.DeleteAsync($"/codestream/api/variables/{link}", Cancellation), ["DELETE VARIABLE acme/api token "]),

            (() => MakeAsync("/codestream/api/endpoints", Hub(server)), ["CREATE ENDPOINT acme/Hub 2 "]),
            (() => PatchAsync("/codestream/api/endpoints", new JsonObject { ["name"] = "Hub 3", ["description"] = "ours" }), ["UPDATE ENDPOINT acme/Hub 3 Changed name, description."]),
            (() => grace.DeleteAsync($"/codestream/api/endpoints/{link}", Cancellation), ["DELETE ENDPOINT acme/Hub 3 "]),

            (() => grace.ImportAsync(Pipeline, Cancellation), ["CREATE PIPELINE acme/Call "]),
            (() => grace.PatchAsync("/codestream/api/pipelines/acme/Call", new JsonObject { ["concurrency"] = 3 }, Cancellation), ["UPDATE PIPELINE acme/Call Changed concurrency."]),
            (() => grace.DeleteAsync("/codestream/api/pipelines/acme/Call", Cancellation), ["DELETE PIPELINE acme/Call "]),

            (() => MakeAsync("/codestream/api/registry-webhooks", Webhook()), ["CREATE WEBHOOK acme/testhook "]),
            (() => PatchAsync("/codestream/api/registry-webhooks", new JsonObject { ["enabled"] = false }), ["UPDATE WEBHOOK acme/testhook Changed enabled."]),
            (() => grace.DeleteAsync($"/codestream/api/registry-webhooks/{link}", Cancellation), ["DELETE WEBHOOK acme/testhook "]),

            (() => MakeAsync("/iaas/api/projects", new JsonObject { ["name"] = "globex" }), ["CREATE PROJECT globex/globex "]),
            (() => PatchAsync("/iaas/api/projects", new JsonObject { ["description"] = "theirs" }), ["UPDATE PROJECT globex/globex Changed description."]),
            (() => grace.DeleteAsync($"/iaas/api/projects/{link}", Cancellation), ["DELETE PROJECT globex/globex "]),

            (() => grace.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "dora", ["password"] = $"{Planted}-password", ["isAdministrator"] = true }, Cancellation), ["CREATE USER /dora ", "CREATE USER_ROLE /dora "]),
            (() => grace.PatchAsync("/codestream/api/users/dora", new JsonObject { ["password"] = $"{Planted}-password-2" }, Cancellation), ["UPDATE USER /dora Changed password."]),
            (() => grace.PatchAsync("/codestream/api/users/dora", new JsonObject { ["email"] = "dora@acme.example" }, Cancellation), ["UPDATE USER /dora Changed email."]),
            (() => grace.PatchAsync("/codestream/api/users/dora", new JsonObject { ["isLocked"] = true }, Cancellation), ["UPDATE USER /dora Changed lockedUntil."]),
            (() => grace.PatchAsync("/codestream/api/users/dora", new JsonObject { ["isAdministrator"] = false }, Cancellation), ["DELETE USER_ROLE /dora "]),
            (() => grace.PutAsync("/codestream/api/projects/acme/members/dora", new JsonObject { ["role"] = "viewer" }, Cancellation), ["CREATE MEMBER acme/dora "]),
            (() => grace.PutAsync("/codestream/api/projects/acme/members/dora", new JsonObject { ["role"] = "developer" }, Cancellation), ["UPDATE MEMBER acme/dora Changed role."]),
            (() => grace.DeleteAsync("/codestream/api/projects/acme/members/dora", Cancellation), ["DELETE MEMBER acme/dora "]),
            (() => grace.DeleteAsync("/codestream/api/users/dora", Cancellation), ["DELETE USER /dora "]),

            (() => MakeAsync("/codestream/api/tokens", new JsonObject { ["email"] = "grace", ["password"] = TestServer.Password, ["name"] = "the build" }), ["CREATE TOKEN /the build "]),
            (() => grace.DeleteAsync($"/codestream/api/tokens/{link}", Cancellation), ["DELETE TOKEN /the build "]),
            (() => grace.ListAsync("/codestream/api/pipelines", Cancellation), []),
        ];
    }

    private static string Told(JsonObject entry) => $"{entry.Text("action")} {entry.Text("kind")} {entry.Text("project")}/{entry.Text("name")} {entry.Text("message")}";

    private static JsonObject Variable() => new() { ["project"] = "acme", ["name"] = "api token", ["type"] = "SECRET", ["value"] = Planted };

    private static JsonObject Webhook()
    {
        var webhook = TestServer.WebhookBody("testhook");
        webhook["secretToken"] = $"{Planted}-secure-token";
        return webhook;
    }

    private static JsonObject Hub(TestServer server) => new()
    {
        ["project"] = "acme",
        ["name"] = "Hub 2",
        ["type"] = "dockerRegistry",
        ["properties"] = new JsonObject
        {
            ["serverType"] = "DockerHub",
            ["repoUrl"] = $"https://hub.docker.com/repository/docker/{TestServer.Repository}",
            ["username"] = "acme",
            ["password"] = Planted,
            ["apiUrl"] = server.Hub.Address.ToString(),
        },
    };

    // SQLite has the file open.
    private static async Task<byte[]> ReadAsync(FileInfo file)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private const string Pipeline = """
        project: acme
        kind: PIPELINE
        name: Call
        enabled: true
        stageOrder: []
        stages: {}
        """;
}
