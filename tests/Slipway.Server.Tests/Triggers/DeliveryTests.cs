using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.Recovery;
using Xunit;

namespace Slipway.Server.Tests.Triggers;

public sealed class DeliveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("docker-hub-as-printed.json", true)]
    [InlineData("docker-hub-corrected.json", false)]
    public async Task The_documented_payload_rolls_out_its_image_as_it_is_printed_and_as_it_is_sent(string payload, bool isRepaired)
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        using var answer = await server.DeliverAsync(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Payloads", payload), Cancellation), Cancellation);
        var line = await server.EventAsync(Cancellation);
        var execution = await server.EndedAsync(line, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        line["outcome"]!.GetValue<string>().ShouldBe("STARTED");
        line["message"]!.GetValue<string>().Contains("repaired", StringComparison.Ordinal).ShouldBe(isRepaired);
        execution["status"]!.GetValue<string>().ShouldBe("COMPLETED", execution["statusMessage"]!.GetValue<string>());
        execution["input"]!["DOCKER_EVENT_OWNER_NAME"]!.GetValue<string>().ShouldBe("svendowideit");
        var deployment = server.Cluster.Find("apps/v1", "Deployment", "default", "testhook");
        deployment!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>().ShouldBe("svendowideit/testhook:latest");
        deployment["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("/pipelines/api/docker-hub-webhooks")]
    [InlineData("/pipelines/api/docker-hub-webhooks?secureToken=")]
    [InlineData("/pipelines/api/docker-hub-webhooks?secureToken=a-wrong-token-of-good-length")]
    [InlineData("/codestream/api/registry-webhook-listeners/00000000-0000-0000-0000-000000000000?secureToken=" + TestServer.SecureToken)]
    [InlineData("/pipeline/api/registry-webhook-listeners/no-id")]
    public async Task A_missing_or_unknown_token_gets_401_and_not_a_word_more_and_leaves_nothing(string url)
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        using var answer = await server.DeliverAsync(Payload("1.0.0"), Cancellation, new Uri(server.Http.BaseAddress!, url));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBeEmpty();
        (await server.Client.ListAsync("/codestream/api/registry-events", Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("this is not JSON", "JSON")]
    [InlineData("""{"push_data":{},"repository":{"repo_name":"svendowideit/testhook"}}""", "push_data.tag")]
    [InlineData("""{"push_data":{"tag":"1.0.0"},"repository":{}}""", "repository.repo_name")]
    [InlineData("""{"push_data":{"tag":"not a tag!"},"repository":{"repo_name":"svendowideit/testhook"}}""", "push_data.tag")]
    [InlineData("""{"push_data":{"tag":"1.0.0"},"repository":{"repo_name":"Sven; rm -rf /"}}""", "repository.repo_name")]
    public async Task A_body_that_cannot_be_read_gets_400_naming_the_field_and_is_kept_as_rejected(string body, string named)
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        using var answer = await server.DeliverAsync(body, Cancellation);
        var line = await server.EventAsync(Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(named);
        line["outcome"]!.GetValue<string>().ShouldBe("REJECTED");
        line["message"]!.GetValue<string>().ShouldContain(named);
    }

    [Fact]
    public async Task More_than_one_mebibyte_gets_413_before_it_is_read()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        using var answer = await server.DeliverAsync(new string('x', (1024 * 1024) + 1), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_that_hides_its_size_gets_413_as_soon_as_it_is_too_large()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.HookUrl) { Content = new ByteArrayContent(new byte[(1024 * 1024) + 1]) };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await server.Http.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_listener_that_the_api_names_takes_deliveries_too()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(Cancellation);

        using var answer = await server.DeliverAsync(Payload("1.0.0"), Cancellation, new Uri(server.Http.BaseAddress!, $"{webhook["externalListenerLink"]}?secureToken={TestServer.SecureToken}"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await server.EventAsync(Cancellation))["outcome"]!.GetValue<string>().ShouldBe("STARTED");
    }

    [Fact]
    public async Task A_push_to_another_repository_is_ignored_whatever_the_token_says()
    {
        await using var server = await TestServer.StartWithWebhookAsync(Cancellation);

        using var answer = await server.DeliverAsync("""{"push_data":{"tag":"1.0.0"},"repository":{"repo_name":"somebody/else"}}""", Cancellation);
        var line = await server.EventAsync(Cancellation);

        line["outcome"]!.GetValue<string>().ShouldBe("IGNORED");
        line["message"]!.GetValue<string>().ShouldBe("The push was to somebody/else; this webhook watches svendowideit/testhook.");
    }

    [Fact]
    public async Task Deliveries_that_come_while_others_are_decided_do_not_wait_for_the_sweep()
    {
        await using var server = await StartDisabledAsync();

        // Many small bursts: each has its own chance to come in at the wrong moment. Whatever one leaves behind, the next takes along, so all are waited for.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(RecoverySweep.Interval - TimeSpan.FromSeconds(5));
        for (var burst = 1; burst <= 40; burst++)
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(async number => (await server.DeliverAsync(Payload($"{burst}.{number}"), patience.Token)).Dispose()));
            await DecidedAsync(server, burst * 5, patience.Token);
        }
    }

    [Fact]
    public async Task In_a_rush_each_delivery_is_decided_once_and_soon()
    {
        await using var server = await StartDisabledAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(RecoverySweep.Interval - TimeSpan.FromSeconds(5));

        const int deliveries = 320;
        await Parallel.ForAsync(0, deliveries, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = patience.Token }, async (number, cancellation) =>
        {
            using var answer = await server.DeliverAsync(Payload($"1.{number}"), cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        });
        await DecidedAsync(server, deliveries, patience.Token);

        var tags = (await server.Client.ListAsync("/codestream/api/registry-events?$top=1000", Cancellation)).Select(line => line["tag"]!.GetValue<string>());
        tags.Order().ShouldBe(Enumerable.Range(0, deliveries).Select(number => $"1.{number}").Order());
    }

    /// <summary>A server whose webhook only notes what comes.</summary>
    private static async Task<TestServer> StartDisabledAsync()
    {
        var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        var webhook = await server.CreateWebhookAsync(Cancellation);
        await server.Client.PatchAsync(webhook["_link"]!.GetValue<string>(), new JsonObject { ["enabled"] = false }, Cancellation);
        return server;
    }

    private static async Task DecidedAsync(TestServer server, int deliveries, CancellationToken cancellationToken)
    {
        while ((await server.Client.GetAsync("/codestream/api/registry-events?$top=1", cancellationToken))["totalCount"]!.GetValue<int>() < deliveries)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        }
    }

    internal static string Payload(string tag) => $$$"""{"push_data":{"tag":"{{{tag}}}"},"repository":{"repo_name":"{{{TestServer.Repository}}}"}}""";
}
