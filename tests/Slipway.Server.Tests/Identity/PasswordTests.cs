using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Server.Identity;
using Xunit;

namespace Slipway.Server.Tests.Identity;

public sealed class PasswordTests
{
    private const string Next = "another password";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_password_ends_every_sign_in_and_leaves_the_API_tokens(bool byThemselves)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var dora = await server.PersonAsync("dora", null, null, Cancellation);
        var login = await LoginAsync(server, TestServer.Password);
        var made = await dora.PostAsync("/codestream/api/tokens", new() { ["email"] = "dora", ["password"] = TestServer.Password, ["name"] = "the build" }, Cancellation);

        await (byThemselves
            ? dora.PutAsync("/codestream/api/password", new() { ["currentPassword"] = TestServer.Password, ["newPassword"] = Next }, Cancellation)
            : server.Client.PatchAsync("/codestream/api/users/dora", new() { ["password"] = Next }, Cancellation));

        (await Should.ThrowAsync<ApiException>(dora.ListAsync("/codestream/api/projects/acme/members", Cancellation))).Message.ShouldContain("has a new password");
        (await ExchangeAsync(server, login["refresh_token"]!.GetValue<string>())).ShouldBe(HttpStatusCode.Unauthorized);
        (await ExchangeAsync(server, made["token"]!.GetValue<string>())).ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(server, Next))["access_token"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("wrong", Next, "currentPassword:")]
    [InlineData(TestServer.Password, "short", "newPassword: Passwords must be at least 8 characters.")]
    public async Task A_password_is_changed_only_by_who_knows_it_and_not_to_a_weak_one(string current, string next, string told)
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        var refused = await Should.ThrowAsync<ApiException>(server.Client.PutAsync("/codestream/api/password", new() { ["currentPassword"] = current, ["newPassword"] = next }, Cancellation));

        refused.Message.ShouldContain(told);
        refused.Message.ShouldNotContain(next);
        (await server.Client.ListAsync("/codestream/api/users", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_the_database_can_let_themselves_in_again()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var dora = await server.PersonAsync("dora", null, null, Cancellation);
        await server.Client.PatchAsync("/codestream/api/users/dora", new() { ["isLocked"] = true }, Cancellation);
        var options = new ServerOptions { DataDirectory = server.Data.FullName };

        (await Should.ThrowAsync<InvalidOperationException>(PasswordReset.ResetAsync(options, "dora", "short", Cancellation))).Message.ShouldContain("at least 8 characters");
        (await Should.ThrowAsync<InvalidOperationException>(PasswordReset.ResetAsync(options, "nobody", null, Cancellation))).Message.ShouldBe("There is nobody called 'nobody'. There are: admin, dora.");
        var password = await PasswordReset.ResetAsync(options, "dora", null, Cancellation);

        (await LoginAsync(server, password))["access_token"].ShouldNotBeNull();
        (await Should.ThrowAsync<ApiException>(dora.ListAsync("/codestream/api/tokens", Cancellation))).Message.ShouldContain("has a new password");
    }

    private static async Task<JsonObject> LoginAsync(TestServer server, string password)
    {
        using var answer = await server.Http.PostAsJsonAsync("/csp/gateway/am/api/login", new { username = "dora", password }, Cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
    }

    private static async Task<HttpStatusCode> ExchangeAsync(TestServer server, string refreshToken)
    {
        using var answer = await server.Http.PostAsJsonAsync("/iaas/api/login", new { refreshToken }, Cancellation);
        return answer.StatusCode;
    }
}
