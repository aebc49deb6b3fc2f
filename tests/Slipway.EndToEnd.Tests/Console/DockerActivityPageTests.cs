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

        await line.GetByRole(AriaRole.Link, new() { Name = ConsoleWorld.Pipeline }).ClickAsync();
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

    [Fact]
    public async Task An_event_shows_what_the_registry_sent_and_is_replayed_from_there()
    {
        await world.RunAsync("4.1.0");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/triggers/docker/activity?text=4.1.0");

        await visitor.Page.Locator("tbody tr").First.GetByRole(AriaRole.Link, new() { Name = "Details" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("acme/web:4.1.0");
        await Expect(visitor.Page.GetByLabel("Body")).ToContainTextAsync("\"repo_name\": \"acme/web\"");
        await visitor.ScreenshotAsync("event-light");
        (await visitor.Page.ContentAsync()).ShouldNotContain(TestWorld.SecureToken);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Searchbox).WaitForAsync();
        var line = visitor.Page.Locator("tbody tr").First;
        await Expect(line).ToContainTextAsync("4.1.0");
        await Expect(line).ToContainTextAsync("Replayed");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Several_lines_are_chosen_and_replayed_together()
    {
        await world.RunAsync("4.2.0-a");
        await world.RunAsync("4.2.0-b");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/triggers/docker/activity?text=4.2.0&outcome=started");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(2);

        await visitor.Page.GetByLabel("Choose acme/web:4.2.0-a").First.CheckAsync();
        await visitor.Page.GetByLabel("Choose acme/web:4.2.0-b").First.CheckAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Replay selected" }).ClickAsync();

        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(4);
        await Expect(visitor.Page.GetByText("Replayed")).ToHaveCountAsync(2);
        visitor.ShouldHaveNoErrors();
    }
}
