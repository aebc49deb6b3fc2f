using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Slipway.Server.Tests.Hosting;

public sealed class MetricsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Monitoring_reads_what_came_of_pushes_and_how_long_tokens_still_work_on_an_address_of_its_own()
    {
        await using var server = await TestServer.StartAsync(Cancellation, change: options => options with { MetricsUrl = "http://127.0.0.1:0" });
        using var metrics = new HttpClient { BaseAddress = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()) };
        await server.SetUpAsync(Cancellation);
        var token = await server.Client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = "admin", ["password"] = TestServer.Password, ["name"] = "ci" }, Cancellation);
        var webhook = await server.CreateWebhookAsync(new JsonObject { ["refreshToken"] = token["token"]!.GetValue<string>(), ["name"] = "measured" }, Cancellation);
        await server.PushAsync("1.0.0", Cancellation);
        await server.EventsAsync(1, Cancellation);
        await server.Client.PostAsync($"{webhook["_link"]}/check", [], Cancellation);

        var read = await metrics.GetStringAsync("/metrics", Cancellation);

        Value(read, "slipway_registry_events_total", "outcome=\"STARTED\"").ShouldBeGreaterThan(0);
        Value(read, "slipway_webhook_token_remaining_seconds", "webhook=\"measured\"").ShouldBeGreaterThan(TimeSpan.FromDays(150).TotalSeconds);
        Value(read, "slipway_webhook_hook_in_step", "webhook=\"measured\"").ShouldBe(1);
        read.ShouldNotContain(TestServer.SecureToken);
        (await metrics.GetAsync("/codestream/api/about", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Http.GetStringAsync("/metrics", Cancellation)).ShouldNotContain("slipway_");
    }

    [Fact]
    public async Task Nothing_is_measured_for_others_unless_somebody_asks_for_it()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ShouldHaveSingleItem();
        (await server.Http.GetStringAsync("/metrics", Cancellation)).ShouldNotContain("slipway_");
    }

    private static double Value(string read, string name, string label) => double.Parse(
        read.Split('\n').First(line => line.StartsWith($"{name}{{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal)).Split(' ')[1],
        System.Globalization.CultureInfo.InvariantCulture);
}
