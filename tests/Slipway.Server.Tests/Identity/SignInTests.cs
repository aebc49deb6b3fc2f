using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Identity;

public sealed class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/codestream/api/executions")]
    [InlineData("/pipeline/api/pipelines")]
    [InlineData("/iaas/api/projects")]
    public async Task Without_a_token_the_api_answers_401(string path)
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        using var answer = await server.Http.GetAsync(path, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        body["status"]!.GetValue<int>().ShouldBe(401);
        body["path"]!.GetValue<string>().ShouldBe(path);
        body["message"]!.GetValue<string>().ShouldStartWith("A bearer token is needed");
    }

    [Fact]
    public async Task A_token_that_somebody_made_up_is_called_invalid()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pipeline/api/executions");
        request.Headers.Authorization = new("Bearer", "eyJhbGciOiJub25lIn0.e30.");

        using var answer = await server.Http.SendAsync(request, Cancellation);

        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer error=\"invalid_token\"");
        (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["message"]!.GetValue<string>().ShouldStartWith("The bearer token is not valid");
    }

    [Theory]
    [InlineData("admin", "wrong")]
    [InlineData("nobody", TestServer.Password)]
    public async Task A_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(string userName, string password)
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        var refused = await Should.ThrowAsync<ApiException>(SlipwayClient.SignInAsync(server.Http.BaseAddress!, userName, password, Cancellation));

        refused.Message.ShouldBe("/csp/gateway/am/api/login: The user name or the password is wrong, or the account is locked for a few minutes.");
    }

    [Fact]
    public async Task A_refresh_token_is_exchanged_for_a_bearer_token_and_an_unknown_one_is_not()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var login = await server.Http.PostAsJsonAsync("/csp/gateway/am/api/login?access_token", new { username = "admin", password = TestServer.Password }, Cancellation);
        var refreshToken = (await login.Content.ReadFromJsonAsync<Dictionary<string, object>>(Cancellation))!["refresh_token"].ToString();

        using var exchanged = await server.Http.PostAsJsonAsync("/iaas/api/login", new { refreshToken }, Cancellation);
        using var unknown = await server.Http.PostAsJsonAsync("/iaas/api/login", new { refreshToken = "unknown" }, Cancellation);
        var token = (await exchanged.Content.ReadFromJsonAsync<Dictionary<string, string>>(Cancellation))!["token"];
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pipeline/api/executions");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await server.Http.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
