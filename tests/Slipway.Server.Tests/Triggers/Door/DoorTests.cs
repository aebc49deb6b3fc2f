using System.Net;
using Shouldly;
using Slipway.Server.Triggers.Door;
using Xunit;

namespace Slipway.Server.Tests.Triggers.Door;

public sealed class DoorTests
{
    private const string WrongToken = "a-wrong-token-of-good-length";
    private const string UnknownId = "00000000-0000-0000-0000-000000000001";

    private static readonly string[] Prefixes = ["/codestream/api", "/pipeline/api"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_url_that_a_registry_may_have_been_told_leads_to_the_one_door_with_every_kind_of_token()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var id = await CreateAsync(server, "testhook", TestServer.SecureToken);
        var urls = Doors(id);
        urls.Count.ShouldBe(7);

        var number = 0;
        foreach (var url in urls)
        {
            foreach (var (query, header, value) in ((string, string, string)[])
            [
                ($"?secureToken={TestServer.SecureToken}", "Accept", "*/*"),
                ($"?token={TestServer.SecureToken}", "Accept", "*/*"),
                ("", "X-Slipway-Token", TestServer.SecureToken),
                ("", "X-Gitlab-Token", TestServer.SecureToken),
                ("", "Authorization", $"Bearer {TestServer.SecureToken}"),
                ("", "Authorization", TestServer.SecureToken),
                ("", "Authorization", $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"any:{TestServer.SecureToken}"))}"),
            ])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, url + query) { Content = new StringContent(DeliveryTests.Payload($"1.0.{++number}")) };
                request.Headers.TryAddWithoutValidation(header, value);
                using var answer = await server.Http.SendAsync(request, Cancellation);
                answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, $"{url}{query} {header}");
            }
        }
    }

    [Fact]
    public async Task Nothing_tells_whether_a_webhook_exists()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var id = (await server.CreateWebhookAsync(Cancellation))["id"]!.GetValue<string>();
        var disabled = await CreateAsync(server, "disabled", "another-secure-token-for-tests");
        var ids = (string[])[id, disabled, UnknownId, "no-id", "..%2f..", new string('x', 2000), id + "0", "{" + id + "x"];

        var answers = new Dictionary<string, string>();
        foreach (var (url, body) in from named in ids from url in Doors(named) from body in (string[])[DeliveryTests.Payload("1.0.0"), "", "this is not JSON"] select (url, body))
        {
            foreach (var query in (string[])["", "?secureToken=", $"?secureToken={WrongToken}"])
            {
                answers[$"{url}{query} {body.Length}"] = await RawHttp.AskAsync(server.Http.BaseAddress!, "POST", url + query, body, Source(answers.Count), Cancellation);
            }
        }

        // The right token of one webhook opens no other one.
        answers["foreign"] = await RawHttp.AskAsync(server.Http.BaseAddress!, "POST", $"/codestream/api/registry-webhooks/{disabled}?secureToken={TestServer.SecureToken}", "{}", Source(0), Cancellation);
        answers.Count.ShouldBeGreaterThan(300);
        answers.Values.Distinct().ShouldHaveSingleItem().ShouldStartWith("HTTP/1.1 401 Unauthorized\r\n");
        (await server.Client.ListAsync("/codestream/api/registry-events", Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Only_post_is_a_delivery_and_all_are_told_so_alike(string method)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var id = (await server.CreateWebhookAsync(Cancellation))["id"]!.GetValue<string>();

        var answers = new List<string>();
        foreach (var url in from named in (string[])[id, UnknownId, "no-id"] from url in Doors(named).Where(url => !url.Contains("registry-webhooks/", StringComparison.Ordinal)) select url)
        {
            answers.Add(await RawHttp.AskAsync(server.Http.BaseAddress!, method, $"{url}?secureToken={TestServer.SecureToken}", "", "127.0.0.1", Cancellation));
        }

        var answer = answers.Distinct().ShouldHaveSingleItem();
        answer.ShouldStartWith("HTTP/1.1 405 Method Not Allowed\r\n");
        answer.ShouldContain("\r\nAllow: POST\r\n");
    }

    [Fact]
    public async Task Whoever_keeps_being_refused_is_turned_away_before_anything_is_looked_up_and_nobody_else_is()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        var wrong = $"/pipelines/api/docker-hub-webhooks?secureToken={WrongToken}";
        var right = $"/pipelines/api/docker-hub-webhooks?secureToken={TestServer.SecureToken}";

        var answers = new List<string>();
        while (answers.Count < 2000 && answers.LastOrDefault()?.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal) is not true)
        {
            answers.Add(await RawHttp.AskAsync(server.Http.BaseAddress!, "POST", wrong, "{}", "127.0.0.66", Cancellation));
        }

        answers.Count.ShouldBeInRange(50, 1999);
        answers[^1].ShouldMatch("\r\nRetry-After: [1-9][0-9]?\r\n");
        (await RawHttp.AskAsync(server.Http.BaseAddress!, "POST", right, DeliveryTests.Payload("1.0.0"), "127.0.0.67", Cancellation)).ShouldStartWith("HTTP/1.1 202 ");
        (await RawHttp.AskAsync(server.Http.BaseAddress!, "GET", "/healthz", "", "127.0.0.66", Cancellation)).ShouldStartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task Good_deliveries_have_their_limit_too_and_are_told_when_to_come_again()
    {
        await using var server = await TestServer.StartAsync(Cancellation, change: options => options with { DeliveryRate = 1 });
        await server.SetUpAsync(Cancellation);
        await CreateAsync(server, "testhook", TestServer.SecureToken);

        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 2 * SourceRates.BurstSeconds; number++)
        {
            using var answer = await server.DeliverAsync(DeliveryTests.Payload($"1.0.{number}"), Cancellation);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            }
        }

        statuses.Take(SourceRates.BurstSeconds).ShouldAllBe(status => status == HttpStatusCode.Accepted);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_known_who_asks_and_before_a_byte_is_read()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        foreach (var token in (string[])[WrongToken, TestServer.SecureToken])
        {
            var answer = await RawHttp.SendAsync(
                server.Http.BaseAddress!, $"POST /pipelines/api/docker-hub-webhooks?secureToken={token} HTTP/1.1\r\nHost: slipway\r\nContent-Length: 99999999999\r\n\r\n", "127.0.0.1", Cancellation);
            answer.ShouldStartWith("HTTP/1.1 413 ");
        }
    }

    private static List<string> Doors(string id) =>
        [.. Prefixes.SelectMany(prefix => (string[])[$"{prefix}/registry-webhook-listeners/{id}", $"{prefix}/registry-webhook-listners/{id}", $"{prefix}/registry-webhooks/{id}"]), "/pipelines/api/docker-hub-webhooks"];

    // Many senders, so that none is turned away for calling too often.
    private static string Source(int number) => $"127.0.1.{number / 20 % 200 + 1}";

    /// <summary>A webhook that takes deliveries and starts nothing; its id.</summary>
    private static async Task<string> CreateAsync(TestServer server, string name, string token)
    {
        var body = TestServer.WebhookBody(name);
        body["enabled"] = false;
        body["secretToken"] = token;
        return (await server.Client.PostAsync("/codestream/api/registry-webhooks", body, Cancellation))["id"]!.GetValue<string>();
    }
}
