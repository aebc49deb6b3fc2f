using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Slipway.Cli.Client;
using Slipway.Server.Audit;
using Xunit;

namespace Slipway.Server.Tests.Audit;

public sealed partial class SessionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_in_by_whatever_door_is_told_and_who_leaves()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };

        using var signedIn = await SubmitAsync(browser, "/sign-in", new() { ["_handler"] = "sign-in", ["Form.User"] = "admin", ["Form.Password"] = TestServer.Password });
        using var signedOut = await SubmitAsync(browser, "/sign-out", [], from: "/executions");

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        signedOut.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await server.Client.AuditAsync("kind eq 'SESSION'")).Select(entry => $"{entry.Text("who")} {entry.Text("from")} {entry.Text("action")} {entry.Text("name")} {entry.Text("message")}").ShouldBe(
        [
            "admin 127.0.0.1 SIGN_IN admin By a client, with the password.",
            "admin 127.0.0.1 SIGN_IN admin At the console.",
            "admin 127.0.0.1 SIGN_OUT admin ",
        ]);
        (await server.Client.AuditAsync("kind eq 'TOKEN'")).ShouldHaveSingleItem().Text("who").ShouldBe("admin");
    }

    [Fact]
    public async Task Who_does_not_come_in_is_told_with_what_they_called_themselves_and_nothing_else_that_they_typed()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "dora", ["email"] = "dora@acme.example", ["password"] = TestServer.Password }, Cancellation);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };

        (await SubmitAsync(browser, "/sign-in", new() { ["_handler"] = "sign-in", ["Form.User"] = "dora@acme.example", ["Form.Password"] = "PLANTED" })).Dispose();
        (await server.Http.PostAsJsonAsync("/csp/gateway/am/api/login", new { username = "nobody\r\n\u202e", password = "PLANTED" }, Cancellation)).Dispose();
        (await server.Http.PostAsJsonAsync("/iaas/api/login", new { refreshToken = "PLANTED" }, Cancellation)).Dispose();

        var failures = await server.Client.AuditAsync("action eq 'SIGN_IN_FAILED'");
        failures.Select(entry => $"{entry.Text("who")}|{entry.Text("name")}|{entry.Text("message")}").ShouldBe(
        [
            "dora|dora@acme.example|The password is wrong.",
            "nobody|nobody|There is nobody of that name.",
            "||The API token is unknown, revoked or has expired.",
        ]);
        failures.ShouldAllBe(entry => entry.Text("from") == "127.0.0.1" && !entry.ToJsonString().Contains("PLANTED"));
    }

    [Fact]
    public async Task Guessing_is_told_until_there_is_enough_of_it_and_so_is_the_lock_it_leads_to()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "dora", ["password"] = TestServer.Password }, Cancellation);

        for (var guess = 0; guess < Ration.PerMinute + 5; guess++)
        {
            await Should.ThrowAsync<ApiException>(SlipwayClient.SignInAsync(server.Http.BaseAddress!, "dora", $"{guess}", Cancellation));
        }

        var failures = await server.Client.AuditAsync("action eq 'SIGN_IN_FAILED' and who eq 'dora'");
        failures.Count.ShouldBe(Ration.PerMinute);
        failures[^1].Text("message").ShouldBe("The account is locked. Others from the same sender within this minute are not recorded one by one.");
        var locked = (await server.Client.AuditAsync("kind eq 'USER' and action eq 'UPDATE'")).ShouldHaveSingleItem();
        locked.Text("who").ShouldBe("slipway");
        locked.Text("from").ShouldBe("127.0.0.1");
        locked["after"]!["lockedUntil"].ShouldNotBeNull();
    }

    [Fact]
    public async Task An_api_token_is_told_of_once_in_an_hour_however_often_it_is_exchanged()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var made = await server.Client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = "admin", ["password"] = TestServer.Password, ["name"] = "the build" }, Cancellation);

        for (var time = 0; time < 5; time++)
        {
            using var answer = await server.Http.PostAsJsonAsync("/iaas/api/login", new { refreshToken = made["token"]!.GetValue<string>() }, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        // The hour may have turned in between.
        var used = await server.Client.AuditAsync("action eq 'TOKEN_USED'");
        used.Count.ShouldBeInRange(1, 2);
        used[0].Text("who").ShouldBe("admin");
        used[0].Text("name").ShouldBe("the build");
        used[0].Text("resource").ShouldBe(made["id"]!.GetValue<string>());
    }

    private static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string path, Dictionary<string, string> fields, string? from = null)
    {
        var page = await browser.GetStringAsync(from ?? path, Cancellation);
        fields["__RequestVerificationToken"] = WebUtility.HtmlDecode(AntiforgeryField().Match(page).Groups[1].Value);
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(path, form, Cancellation);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();
}
