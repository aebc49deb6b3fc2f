using System.Net;
using Shouldly;
using Slipway.Server.Tests.Contract;
using Xunit;

namespace Slipway.Server.Tests.Api;

/// <summary>Clients read the message of every error, so that also those come with one which no route has written.</summary>
public sealed class UnreadableBodyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"userName": "dora", """, HttpStatusCode.BadRequest, "The body is not the JSON that was expected")]
    [InlineData("""{"userName": ["dora"]}""", HttpStatusCode.BadRequest, "$.userName is of another type than is needed there")]
    [InlineData("[]", HttpStatusCode.BadRequest, "the whole is of another type than is needed there")]
    [InlineData("null", HttpStatusCode.BadRequest, "body")]
    [InlineData("", HttpStatusCode.BadRequest, "body")]
    public async Task A_body_that_cannot_be_read_is_answered_with_what_is_wrong_with_it(string body, HttpStatusCode status, string message)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var wire = await WireClient.SignInAsync(server.Http);

        var error = await wire.SendAsync<CodeStreamException>("POST", "/codestream/api/users", body, status: status);

        error.Status.ShouldBe((int)status);
        error.Path.ShouldBe("/codestream/api/users");
        error.Message.ShouldContain(message);
        error.Message.ShouldNotContain("Slipway", customMessage: "our types tell the caller nothing");
    }

    [Fact]
    public async Task A_body_of_another_type_is_answered_with_the_type_that_is_read_and_not_with_a_page_for_people()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var wire = await WireClient.SignInAsync(server.Http);

        foreach (var path in (string[])["/codestream/api/variables", "/pipeline/api/users", "/iaas/api/projects", "/csp/gateway/am/api/login", "/iaas/api/login"])
        {
            // What curl says of a body when nobody tells it otherwise.
            var error = await wire.SendAsync<CodeStreamException>("POST", path, """{"name": "x"}""", "application/x-www-form-urlencoded", status: HttpStatusCode.UnsupportedMediaType);
            error.Message.ShouldContain("JSON", customMessage: path);
        }

        wire.Bearer = null;
        await wire.SendAsync<CodeStreamException>("POST", "/codestream/api/variables", "{}", "application/x-www-form-urlencoded", status: HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_not_there_is_no_body_either()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        var wire = await WireClient.SignInAsync(server.Http);

        foreach (var kind in (string[])["pipelines", "endpoints", "variables", "registry-webhooks", "custom-integrations", "endpoint-validation"])
        {
            (await wire.SendAsync<CodeStreamException>("POST", $"/codestream/api/{kind}", "null", status: HttpStatusCode.BadRequest)).Message.ShouldContain("body", customMessage: kind);
        }
    }
}
