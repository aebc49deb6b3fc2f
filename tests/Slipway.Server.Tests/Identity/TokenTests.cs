using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Identity;

public sealed class TokenTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_shown_once_listed_used_and_revoked()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        var made = await server.Client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = "admin", ["password"] = TestServer.Password, ["name"] = "the trigger" }, Cancellation);
        var token = made["token"]!.GetValue<string>();
        (await ExchangeAsync(server, token)).ShouldBe(HttpStatusCode.OK);
        var listed = (await server.Client.ListAsync("/codestream/api/tokens", Cancellation)).Single(line => line["name"]!.GetValue<string>() == "the trigger");

        listed.ToJsonString().ShouldNotContain(token);
        listed["lastUsedAt"].ShouldNotBeNull();
        DateTimeOffset.Parse(listed["expiresAt"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(DateTimeOffset.Parse(listed["createdAt"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).AddMonths(6));
        await server.Client.DeleteAsync($"/codestream/api/tokens/{listed["id"]}", Cancellation);
        (await ExchangeAsync(server, token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_is_made_only_for_the_password_and_another_person_cannot_revoke_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        using var dora = await server.PersonAsync("dora", "acme", "developer", Cancellation);
        var mine = await server.Client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = "admin", ["password"] = TestServer.Password }, Cancellation);

        (await Should.ThrowAsync<ApiException>(dora.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = "dora", ["password"] = "wrong" }, Cancellation))).Message.ShouldContain("password");
        (await Should.ThrowAsync<ApiException>(dora.DeleteAsync($"/codestream/api/tokens/{mine["id"]}", Cancellation))).Message.ShouldContain("There is no such token.");
        (await ExchangeAsync(server, mine["token"]!.GetValue<string>())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_way_of_the_cloud_exchanges_a_token_too()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var made = await server.Client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = "admin", ["password"] = TestServer.Password }, Cancellation);

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("refresh_token", made["token"]!.GetValue<string>())]);
        using var answer = await server.Http.PostAsync("/csp/gateway/am/api/auth/api-tokens/authorize", form, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["access_token"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_locked_or_demoted_is_so_at_once_whatever_token_they_hold()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        using var dora = await server.PersonAsync("dora", "acme", "developer", Cancellation);
        (await dora.ListAsync("/codestream/api/pipelines", Cancellation)).Count.ShouldBe(1);

        await server.Client.PutAsync("/codestream/api/projects/acme/members/dora", new JsonObject { ["role"] = "viewer" }, Cancellation);
        (await Should.ThrowAsync<ApiException>(dora.PatchAsync("/codestream/api/pipelines/acme/Deploy", new JsonObject { ["state"] = "DISABLED" }, Cancellation))).Message.ShouldContain("you are 'viewer'");
        await server.Client.DeleteAsync("/codestream/api/projects/acme/members/dora", Cancellation);
        (await dora.ListAsync("/codestream/api/pipelines", Cancellation)).ShouldBeEmpty();
        await server.Client.PatchAsync("/codestream/api/users/dora", new JsonObject { ["isLocked"] = true }, Cancellation);
        (await Should.ThrowAsync<ApiException>(dora.ListAsync("/codestream/api/pipelines", Cancellation))).Message.ShouldContain("gone or locked");
    }

    private static async Task<HttpStatusCode> ExchangeAsync(TestServer server, string token)
    {
        using var answer = await server.Http.PostAsJsonAsync("/iaas/api/login", new { refreshToken = token }, Cancellation);
        return answer.StatusCode;
    }
}
