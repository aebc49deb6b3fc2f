using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Audit;

public sealed class ReadingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_of_a_project_reads_what_concerns_it_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "globex" }, Cancellation);
        using var ada = await server.PersonAsync("ada", "acme", "administrator", Cancellation);
        using var dora = await server.PersonAsync("dora", "acme", "developer", Cancellation);

        (await ada.AuditAsync("who ne ''")).ShouldAllBe(entry => entry.Text("project") == "acme");
        (await ada.AuditAsync("kind eq 'MEMBER'")).Select(entry => entry.Text("name")).ShouldBe(["ada", "dora"]);
        (await ada.AuditAsync("project eq 'globex' or kind eq 'SESSION'")).ShouldBeEmpty();
        (await server.Client.AuditAsync("kind eq 'SESSION' and project eq ''")).ShouldNotBeEmpty();
        (await Should.ThrowAsync<ApiException>(dora.AuditAsync("who eq 'dora'"))).Message.ShouldContain("This needs the role 'administrator' in a project");
        foreach (var entry in await server.Client.AuditAsync("project ne 'acme'"))
        {
            (await Should.ThrowAsync<ApiException>(ada.GetAsync(entry.Text("_link"), Cancellation))).Message.ShouldContain("There is no audit entry");
            (await server.Client.GetAsync(entry.Text("_link"), Cancellation)).ToJsonString().ShouldBe(entry.ToJsonString());
        }
    }

    [Fact]
    public async Task Entries_are_filtered_by_each_field_and_by_time_the_newest_first()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var all = await server.Client.ListAsync("/pipeline/api/audit?$top=1000", Cancellation);
        var cluster = all.Single(entry => entry.Text("name") == "Cluster");

        all.Select(entry => entry["_createTimeInMicros"]!.GetValue<long>()).ShouldBe(all.Select(entry => entry["_createTimeInMicros"]!.GetValue<long>()).OrderDescending());
        foreach (var field in (string[])["id", "_link", "who", "from", "action", "kind", "resource", "project", "name"])
        {
            (await server.Client.AuditAsync($"{field} eq '{cluster.Text(field)}'")).ShouldContain(entry => entry.Text("id") == cluster.Text("id"), field);
        }

        (await server.Client.AuditAsync($"_createTimeInMicros lt {cluster["_createTimeInMicros"]}")).Select(entry => entry.Text("name")).ShouldBe(
            all.Reverse().TakeWhile(entry => entry.Text("id") != cluster.Text("id")).Select(entry => entry.Text("name")));
        (await server.Client.AuditAsync("createdAt ge '2999-01-01T00:00:00Z'")).ShouldBeEmpty();
        (await server.Client.ListAsync("/codestream/api/audit?$top=2&$skip=1", Cancellation)).Select(entry => entry.Text("id")).ShouldBe(all.Skip(1).Take(2).Select(entry => entry.Text("id")));
        (await Should.ThrowAsync<ApiException>(server.Client.AuditAsync("before eq 'x'"))).Message.ShouldContain("unknown field 'before'");
    }
}
