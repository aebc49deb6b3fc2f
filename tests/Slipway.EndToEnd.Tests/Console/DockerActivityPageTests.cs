using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class DockerActivityPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_push_appears_with_its_outcome_and_leads_to_its_execution()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/triggers/docker/activity");

        await world.PushAsync("4.0.0");
        var line = visitor.Page.Locator("tbody tr").First;
        await Expect(line).ToContainTextAsync("4.0.0");
        await Expect(line).ToContainTextAsync("acme/web");
        await Expect(line).ToContainTextAsync("Started");

        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visitor.Page.Locator(".facts")).ToContainTextAsync("acme/web:4.0.0");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_appears_as_rejected_with_the_field_that_is_wrong()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/triggers/docker");

        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(
            new Uri(world.Address, $"/pipelines/api/docker-hub-webhooks?secureToken={TestWorld.SecureToken}"),
            new JsonObject { ["push_data"] = new JsonObject() },
            TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeFalse();

        var line = visitor.Page.Locator("tbody tr").First;
        await Expect(line).ToContainTextAsync("Rejected");
        await Expect(line).ToContainTextAsync("push_data.tag");
        visitor.ShouldHaveNoErrors();
    }
}
