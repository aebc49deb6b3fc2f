using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Server.Tests.Triggers;
using Xunit;

namespace Slipway.Server.Tests.Hosting;

public sealed class TrustedProxyTests
{
    private const string Client = "203.0.113.9";
    private const string WrongDoor = "/pipelines/api/docker-hub-webhooks?secureToken=a-wrong-token-of-good-length";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_believed_who_was_not_named()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        (await AuditedAddressAsync(server, Client)).ShouldBe("127.0.0.1");

        await using var other = await TestServer.StartAsync(Cancellation, change: options => options with { TrustedProxies = [IPNetwork.Parse("10.0.0.0/8")] });
        (await AuditedAddressAsync(other, Client)).ShouldBe("127.0.0.1");
    }

    [Theory]
    [InlineData(Client, Client)]
    [InlineData("192.0.2.66, 203.0.113.9", Client)]
    [InlineData("192.0.2.66, 203.0.113.9, 127.0.0.5", Client)]
    [InlineData("203.0.113.9, 10.0.0.1", "10.0.0.1")]
    public async Task A_named_proxy_is_believed_as_far_as_proxies_go_and_no_further(string forwarded, string address)
    {
        await using var server = await TestServer.StartAsync(Cancellation, change: Trusting);

        (await AuditedAddressAsync(server, forwarded)).ShouldBe(address);
    }

    [Fact]
    public async Task Behind_a_proxy_each_client_has_its_own_limit()
    {
        await using var server = await TestServer.StartAsync(Cancellation, change: options => Trusting(options) with { DeliveryRate = 1 });

        (await LastOfManyAsync(server, Client)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await CallAsync(server, WrongDoor, "203.0.113.10")).ShouldBe(HttpStatusCode.Unauthorized);
        (await LastOfManyAsync(server, "2001:db8::1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await CallAsync(server, WrongDoor, "2001:db8::2")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await CallAsync(server, WrongDoor, "2001:db8:0:1::1")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static ServerOptions Trusting(ServerOptions options) => options with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] };

    private static async Task<HttpStatusCode> LastOfManyAsync(TestServer server, string source)
    {
        var last = HttpStatusCode.Unauthorized;
        for (var call = 0; call < 10 && last is not HttpStatusCode.TooManyRequests; call++)
        {
            last = await CallAsync(server, WrongDoor, source);
        }

        return last;
    }

    private static async Task<HttpStatusCode> CallAsync(TestServer server, string url, string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(DeliveryTests.Payload("1.0.0")) };
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await server.Http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>The address that the audit has of somebody who gave a wrong password.</summary>
    private static async Task<string?> AuditedAddressAsync(TestServer server, string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/csp/gateway/am/api/login") { Content = JsonContent.Create(new JsonObject { ["username"] = "admin", ["password"] = "a wrong one" }) };
        request.Headers.Add("X-Forwarded-For", forwarded);
        (await server.Http.SendAsync(request, Cancellation)).Dispose();
        var lines = await server.Client.ListAsync("/codestream/api/audit?$filter=action eq 'SIGN_IN_FAILED'", Cancellation);
        return lines.ShouldHaveSingleItem()["from"]?.GetValue<string>();
    }
}
