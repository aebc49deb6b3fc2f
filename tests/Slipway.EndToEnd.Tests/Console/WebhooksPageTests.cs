using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class WebhooksPageTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_says_what_a_push_would_do_and_nothing_runs()
    {
        var before = await CountAsync("executions");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/triggers/docker/webhooks");
        var card = Card(visitor);

        await card.GetByRole(AriaRole.Button, new() { Name = "Test…" }).ClickAsync();
        await card.GetByLabel("Image and tag").FillAsync("acme/web:1.4.2");
        await card.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Expect(card.Locator(".rehearsal .outcome")).ToContainTextAsync("Started");
        await Expect(card.Locator(".rehearsal")).ToContainTextAsync("\"DOCKER_TAG\": \"1.4.2\"");
        await visitor.ScreenshotAsync("webhooks-test");
        await card.GetByLabel("Image and tag").FillAsync("acme/other:1.4.2");
        await card.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Expect(card.Locator(".rehearsal .outcome")).ToContainTextAsync("Ignored");

        (await CountAsync("executions")).ShouldBe(before);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_disabled_webhook_records_pushes_and_an_enabled_one_starts_them()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/triggers/docker/webhooks");
        var card = Card(visitor);
        await Expect(card).ToContainTextAsync("Enabled");

        await card.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Expect(card).ToContainTextAsync("Disabled");
        try
        {
            await world.PushAsync("7.0.0-disabled");
            await using var other = await world.VisitSignedInAsync();
            await other.GoLiveAsync("/triggers/docker/activity?text=7.0.0-disabled");
            await Expect(other.Page.Locator("tbody tr").First).ToContainTextAsync("Ignored");
            await Expect(other.Page.Locator("tbody tr").First).ToContainTextAsync("disabled");
        }
        finally
        {
            await card.GetByRole(AriaRole.Button, new() { Name = "Enable" }).ClickAsync();
            await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Disable" })).ToBeVisibleAsync();
        }

        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_card_shows_what_to_tell_the_registry_to_those_who_may_know_it_and_nothing_to_do_to_the_others()
    {
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "looker", ["password"] = "a password for tests" }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/acme/members/looker", new JsonObject { ["role"] = "viewer" }, Cancellation);
        await using var developer = await world.VisitSignedInAsync();
        await developer.GoLiveAsync("/triggers/docker/webhooks");
        await Card(developer).GetByRole(AriaRole.Button, new() { Name = "Show the hook" }).ClickAsync();
        await Expect(Card(developer).GetByLabel("The hook's address")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex($"secureToken={TestWorld.SecureToken}$"));

        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/triggers/docker/webhooks");
        await visitor.SignInAsync("looker", "a password for tests");
        await Expect(Card(visitor)).ToContainTextAsync("acme/web");
        await Expect(Card(visitor).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        (await visitor.Page.ContentAsync()).ShouldNotContain(TestWorld.SecureToken);
    }

    private static ILocator Card(Visitor visitor) => visitor.Page.Locator(".webhook").Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "pushed" }) });

    private async Task<int> CountAsync(string what) => (await world.Client.ListAsync($"/codestream/api/{what}?$top=1000", Cancellation)).Count;
}
