using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Resources;

/// <summary>What all kinds of resources do alike, and what they do with what is wrong.</summary>
public sealed class ResourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("endpoints/acme/Hub", "The endpoint cannot be deleted: it is used by webhook 'testhook'.")]
    [InlineData("pipelines/acme/Deploy", "The pipeline cannot be deleted: it is used by webhook 'testhook'.")]
    [InlineData("endpoints/acme/Cluster", "The endpoint cannot be deleted: it is used by pipeline 'Deploy'.")]
    [InlineData("variables/acme/region", "The variable cannot be deleted: it is used by pipeline 'Uses it'.")]
    public async Task What_is_in_use_is_neither_deleted_nor_renamed_and_its_users_are_named(string path, string message)
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        await server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "region", ["value"] = "eu" }, Cancellation);
        await server.Client.ImportAsync(
            "project: acme\nkind: PIPELINE\nname: Uses it\nstageOrder: [S]\nstages: {S: {taskOrder: [T], tasks: {T: {type: REST, input: {action: get, url: 'https://x.example/${var.region}'}}}}}\n", Cancellation);

        (await Should.ThrowAsync<ApiException>(server.Client.DeleteAsync($"/codestream/api/{path}", Cancellation))).Message.ShouldEndWith(message);
        (await Should.ThrowAsync<ApiException>(server.Client.PatchAsync($"/codestream/api/{path}", new JsonObject { ["name"] = "other" }, Cancellation))).Message.ShouldEndWith(message.Replace("deleted", "renamed", StringComparison.Ordinal));
        (await server.Client.PatchAsync($"/codestream/api/{path}", new JsonObject { ["description"] = "may change" }, Cancellation))["description"]!.GetValue<string>().ShouldBe("may change");
    }

    [Theory]
    [InlineData("a/b", "must not hold '/'")]
    [InlineData("..", "must not hold '/'")]
    [InlineData(" a", "must not begin or end with white space")]
    [InlineData("   ", "name")]
    [InlineData("a\u0000b", "must not hold")]
    [InlineData("pay\u200bments", "U+200B, which cannot be seen")]
    [InlineData("\u202etxt.exe", "U+202E, which cannot be seen")]
    [InlineData("cafe\u0301", "write both as one character")]
    [InlineData("a\u00a0b", "U+00A0, which cannot be seen")]
    public async Task A_name_that_could_not_be_reached_or_looks_like_another_is_refused(string name, string message)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var body = new JsonObject { ["project"] = "acme", ["name"] = name, ["value"] = "x" };
        (await Should.ThrowAsync<ApiException>(server.Client.PostAsync("/codestream/api/variables", body, Cancellation))).Message.ShouldContain(message);
        (await server.Client.ListAsync("/codestream/api/variables", Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("O'Brien's \"best\" – größer & 100 %")]
    [InlineData("環境")]
    [InlineData("a.b;c#d?e=f")]
    public async Task A_name_with_signs_of_all_kinds_is_found_again_by_id_by_name_and_by_filter(string name)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var made = await server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = name, ["value"] = "x" }, Cancellation);

        (await server.Client.GetAsync(made["_link"]!.GetValue<string>(), Cancellation))["name"]!.GetValue<string>().ShouldBe(name);
        (await server.Client.GetAsync($"/codestream/api/variables/acme/{Uri.EscapeDataString(name)}", Cancellation))["id"]!.GetValue<string>().ShouldBe(made["id"]!.GetValue<string>());
        (await server.Client.ListAsync($"/codestream/api/variables?$filter={Uri.EscapeDataString($"name eq '{name.Replace("'", "''", StringComparison.Ordinal)}'")}", Cancellation)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("""{"project":"acme","name":"x","vaule":"y"}""", "The key 'vaule'")]
    [InlineData("""{"project":"acme","name":["x"]}""", "name")]
    [InlineData("""{"project":"acme","name":"x","kind":"PIPELINE"}""", "kind: must be VARIABLE here, not 'PIPELINE'.")]
    [InlineData("""{"project":"nowhere","name":"x","value":"y"}""", "project: there is no project 'nowhere'")]
    [InlineData("""{"project":"acme","name":"x","type":"SECRET"}""", "comes without its value")]
    [InlineData("""{"project":"acme","name":"x","type":"SECRET","value":"******"}""", "comes without its value")]
    public async Task What_is_wrong_with_a_body_is_said_and_nothing_is_made(string body, string message)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        (await Should.ThrowAsync<ApiException>(server.Client.PostAsync("/codestream/api/variables", JsonNode.Parse(body)!.AsObject(), Cancellation))).Message.ShouldContain(message);
        (await server.Client.ListAsync("/codestream/api/variables", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thing_stays_in_its_project_and_a_version_must_be_one()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var made = await server.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "region", ["value"] = "eu" }, Cancellation);
        await server.Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "globex" }, Cancellation);
        var link = made["_link"]!.GetValue<string>();

        (await Should.ThrowAsync<ApiException>(server.Client.PutAsync(link, new JsonObject { ["project"] = "globex" }, Cancellation))).Message.ShouldContain("a variable stays in its project, which is 'acme'");
        (await Should.ThrowAsync<ApiException>(server.Client.PutAsync(link, new JsonObject { ["version"] = "v1" }, Cancellation))).Message.ShouldContain("version: 'v1' is no version of this server");
        (await Should.ThrowAsync<ApiException>(server.Client.PutAsync(link, new JsonObject { ["version"] = "7", ["value"] = "us" }, Cancellation))).Message.ShouldContain("has version 1 now");
        (await server.Client.PutAsync(link, new JsonObject { ["version"] = "1", ["value"] = "us" }, Cancellation))["version"]!.GetValue<string>().ShouldBe("2");
    }

    [Fact]
    public async Task A_project_goes_only_when_it_is_empty_or_takes_its_history_with_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync("project: acme\nkind: PIPELINE\nname: Short\nenabled: true\nstageOrder: []\nstages: {}\n", Cancellation);
        await server.EndedAsync(await server.Client.PostAsync("/codestream/api/pipelines/acme/Short/executions", [], Cancellation), Cancellation);
        var id = (await server.Client.GetAsync("/iaas/api/projects", Cancellation))["content"]![0]!["id"]!.GetValue<string>();

        (await Should.ThrowAsync<ApiException>(server.Client.DeleteAsync($"/iaas/api/projects/{id}?purge=true", Cancellation))).Message.ShouldContain("it has 2 pipelines, 2 endpoints.");
        foreach (var thing in (string[])["pipelines/acme/Short", "pipelines/acme/Deploy", "endpoints/acme/Hub", "endpoints/acme/Cluster"])
        {
            await server.Client.DeleteAsync($"/codestream/api/{thing}", Cancellation);
        }

        (await Should.ThrowAsync<ApiException>(server.Client.DeleteAsync($"/iaas/api/projects/{id}", Cancellation))).Message.ShouldContain("it has 1 executions");
        await server.Client.DeleteAsync($"/iaas/api/projects/{id}?purge=true", Cancellation);
        (await server.Client.ListAsync("/codestream/api/executions", Cancellation)).ShouldBeEmpty();
        (await server.Client.GetAsync("/iaas/api/projects", Cancellation))["content"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_execution_is_deleted_once_it_has_ended_and_its_number_is_not_given_again()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        await server.Client.ImportAsync("project: acme\nkind: PIPELINE\nname: Short\nenabled: true\nstageOrder: []\nstages: {}\n", Cancellation);
        const string Executions = "/codestream/api/pipelines/acme/Short/executions";
        var first = await server.EndedAsync(await server.Client.PostAsync(Executions, [], Cancellation), Cancellation);

        await server.Client.DeleteAsync(first["_link"]!.GetValue<string>(), Cancellation);
        var second = await server.EndedAsync(await server.Client.PostAsync(Executions, [], Cancellation), Cancellation);

        second["index"]!.GetValue<int>().ShouldBe(2);
        (await server.Client.GetAsync($"{Executions}/2", Cancellation))["id"]!.GetValue<string>().ShouldBe(second["id"]!.GetValue<string>());
        (await Should.ThrowAsync<ApiException>(server.Client.GetAsync($"{Executions}/1", Cancellation))).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
