using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.CustomIntegrations;

/// <summary>What happens to versions by other ways than their own routes.</summary>
public sealed class IntegrationVersionTests
{
    private const string Root = "/codestream/api/custom-integrations";
    private const string Export = "/codestream/api/export?custom-integrations=greeter";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_that_was_made_while_the_draft_was_written_is_still_there()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var link = await MakeAsync(server);
        var made = new List<string>();
        for (var round = 0; round < 12; round++)
        {
            var writing = AcceptedAsync(() => server.Client.PutAsync(link, new JsonObject { ["code"] = $"echo {round}" }, Cancellation));
            var making = AcceptedAsync(() => server.Client.PostAsync($"{link}/versions", new JsonObject { ["version"] = $"1.{round}" }, Cancellation));
            if ((await Task.WhenAll(writing, making))[1])
            {
                made.Add($"1.{round}");
            }
        }

        (await server.Client.ListAsync($"{link}/versions", Cancellation)).Select(version => version["version"]!.GetValue<string>()).ShouldBe(made);
    }

    [Fact]
    public async Task A_file_says_where_a_version_stands_and_never_where_it_stood()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.Client.ImportAsync(File("version: '1.0'\nstatus: RELEASED\n"), Cancellation);
        var link = (await server.Client.ListAsync(Root, Cancellation)).Single()["_link"]!.GetValue<string>();
        (await server.Client.GetTextAsync(Export, Cancellation)).ShouldSatisfyAllConditions(file => file.ShouldContain("version: '1.0'"), file => file.ShouldContain("status: RELEASED"));

        await server.Client.PostAsync($"{link}/versions/1.0/withdraw", [], Cancellation);
        var withdrawn = await server.Client.GetTextAsync(Export, Cancellation);
        withdrawn.ShouldContain("status: WITHDRAWN");
        withdrawn.ShouldNotContain("RELEASED");
        (await server.Client.GetAsync(link, Cancellation))["yaml"]!.GetValue<string>().ShouldNotContain("status");

        // As another server takes it.
        await server.Client.DeleteAsync(link, Cancellation);
        await server.Client.ImportAsync(withdrawn, Cancellation);
        (await server.Client.ListAsync(Root, Cancellation)).Single().ShouldSatisfyAllConditions(
            there => there["version"]!.GetValue<string>().ShouldBe("1.0"), there => there["status"]!.GetValue<string>().ShouldBe("WITHDRAWN"));
    }

    [Fact]
    public async Task A_draft_that_went_on_is_not_exported_under_the_name_of_a_version()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var link = await MakeAsync(server);
        await server.Client.PostAsync($"{link}/versions", new JsonObject { ["version"] = "1.0" }, Cancellation);
        (await server.Client.GetTextAsync(Export, Cancellation)).ShouldContain("version: '1.0'");

        await server.Client.PutAsync(link, new JsonObject { ["code"] = "echo something else" }, Cancellation);

        var file = await server.Client.GetTextAsync(Export, Cancellation);
        file.ShouldContain("echo something else");
        file.ShouldNotContain("version:");
        (await server.Client.ImportAsync(file, "apply", Cancellation)).ShouldContain("status: UPDATED");
        (await server.Client.GetAsync($"{link}/versions/1.0", Cancellation))["code"]!.GetValue<string>().ShouldBe("echo hello");
        (await server.Client.GetAsync(link, Cancellation))["code"]!.GetValue<string>().ShouldBe("echo something else");
    }

    [Fact]
    public async Task A_version_whose_name_no_address_can_hold_is_refused_at_every_door()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var link = await MakeAsync(server);

        Func<Task>[] doors =
        [
            () => server.Client.PostAsync($"{link}/versions", new JsonObject { ["version"] = "a/b" }, Cancellation),
            () => server.Client.PutAsync(link, new JsonObject { ["version"] = "a/b" }, Cancellation),
            () => server.Client.PostAsync(Root, new JsonObject { ["name"] = "other", ["runtime"] = "shell", ["code"] = "x", ["version"] = "a/b" }, Cancellation),
            () => server.Client.ImportAsync(File("version: a/b\n"), "apply", Cancellation),
        ];
        foreach (var door in doors)
        {
            (await Should.ThrowAsync<ApiException>(door)).Message.ShouldContain("version: must not hold '/'");
        }

        (await server.Client.ListAsync($"{link}/versions", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_taken_or_missing_is_so_on_the_server_and_not_in_a_project()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        (await Should.ThrowAsync<ApiException>(server.Client.ImportAsync(File(""), "update", Cancellation))).Message.ShouldContain("The server has no custom integration 'greeter'");
        await MakeAsync(server);

        (await Should.ThrowAsync<ApiException>(MakeAsync(server))).Message.ShouldContain("The server has a custom integration 'greeter' already");
        (await Should.ThrowAsync<ApiException>(server.Client.ImportAsync(File(""), "create", Cancellation))).Message.ShouldContain("The server has a custom integration 'greeter' already");
    }

    private static string File(string more) => $"kind: CUSTOM_INTEGRATION\nname: greeter\n{more}runtime: shell\ncode: echo hello\n";

    private static async Task<string> MakeAsync(TestServer server) =>
        (await server.Client.PostAsync(Root, new JsonObject { ["name"] = "greeter", ["runtime"] = "shell", ["code"] = "echo hello" }, Cancellation))["_link"]!.GetValue<string>();

    private static async Task<bool> AcceptedAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (ApiException refused)
        {
            refused.Message.ShouldContain("changed by");
            return false;
        }
    }
}
