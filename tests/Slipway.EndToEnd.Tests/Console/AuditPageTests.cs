using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class AuditPageTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("light", ColorScheme.Light, 1280, 800)]
    [InlineData("dark", ColorScheme.Dark, 1280, 800)]
    [InlineData("phone", ColorScheme.Light, 390, 844)]
    public async Task A_change_is_found_and_told_with_what_was_before_and_after(string look, ColorScheme scheme, int width, int height)
    {
        var variable = await world.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = $"api token {look}", ["type"] = "SECRET", ["value"] = "PLANTED-1" }, Cancellation);
        await world.Client.PatchAsync($"/codestream/api/variables/{variable["id"]}", new JsonObject { ["description"] = "For the build.", ["value"] = "PLANTED-2" }, Cancellation);
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
        await visitor.GoLiveAsync("/settings/audit");
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("Changed description, value.");
        await visitor.ScreenshotAsync($"audit-{look}");

        await visitor.Page.GetByLabel("Done", new() { Exact = true }).SelectOptionAsync("CREATE");
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("Created");
        await Expect(visitor.Page.Locator("tbody")).Not.ToContainTextAsync("Changed");
        await visitor.Page.GetByLabel("Done", new() { Exact = true }).SelectOptionAsync("UPDATE");
        await visitor.Page.GetByLabel("Search the audit").FillAsync($"TOKEN {look}");
        await visitor.Page.GetByLabel("Search the audit").PressAsync("Enter");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        visitor.Page.Url.ShouldContain("action=UPDATE");
        await visitor.Page.Locator("tbody").GetByRole(AriaRole.Link, new() { Name = $"api token {look}" }).ClickAsync();

        var panel = visitor.Page.GetByRole(AriaRole.Complementary);
        await Expect(panel.GetByLabel("description after")).ToHaveTextAsync("For the build.");
        await Expect(panel.GetByLabel("value before")).ToHaveTextAsync("******");
        await Expect(panel.GetByLabel("value after")).ToHaveTextAsync("****** (changed)");
        (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        (await visitor.Page.ContentAsync()).ShouldNotContain("PLANTED");
        await visitor.ScreenshotAsync($"audit-entry-{look}");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).Not.ToBeVisibleAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Who_may_not_read_it_is_not_led_there_and_told_so()
    {
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "viewer", ["password"] = "a password for tests" }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/acme/members/viewer", new JsonObject { ["role"] = "viewer" }, Cancellation);
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/executions");
        await visitor.SignInAsync("viewer", "a password for tests");
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Executions" }).WaitForAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Docker", Exact = true })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Audit" })).ToHaveCountAsync(0);
        await visitor.GoLiveAsync("/settings/audit");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).Last).ToHaveTextAsync("Only administrators read the audit");
        visitor.ShouldHaveNoErrors();
    }
}
