using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class VariablesPageTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_written_once_and_never_shown_again_and_a_change_of_something_else_keeps_it()
    {
        await using var visitor = await world.VisitSignedInAsync();
        var page = visitor.Page;
        await visitor.GoLiveAsync("/variables");
        await page.GetByRole(AriaRole.Link, new() { Name = "New Variable" }).ClickAsync();
        await page.GetByLabel("Project *").FillAsync("acme");
        await page.GetByLabel("Type *").SelectOptionAsync("SECRET");
        await page.GetByLabel("Name *").FillAsync("page-secret");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create Variable" }).ClickAsync();
        await Expect(page.Locator("#value-error")).ToContainTextAsync("Write the value");
        await visitor.ScreenshotAsync("variable-wrong");
        await page.GetByLabel("Value *").FillAsync("line one of it\nline two of it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create Variable" }).ClickAsync();

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "page-secret" });
        await Expect(row).ToContainTextAsync("SECRET");
        await Expect(row).ToContainTextAsync("not shown");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByLabel("Value *")).ToHaveValueAsync("******");
        (await page.ContentAsync()).ShouldNotContain("line one of it");
        await page.GetByLabel("Type *").SelectOptionAsync("REGULAR");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#value-error")).ToContainTextAsync("give the value anew");
        await page.GetByLabel("Type *").SelectOptionAsync("SECRET");
        await page.GetByLabel("Description").FillAsync("kept");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(row).ToContainTextAsync("kept");
        await page.GetByRole(AriaRole.Link, new() { Name = "page-secret" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Variables" })).ToBeVisibleAsync();
        await Expect(row).ToHaveCountAsync(0);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task The_list_shows_the_values_of_regular_variables_alone_and_finds_by_text_and_project()
    {
        var links = new List<string>();
        foreach (var (name, type, value) in ((string, string, string)[])[("list-color", "REGULAR", "azure\nand more"), ("list-key", "SECRET", "a-sealed-thing")])
        {
            links.Add((await world.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = name, ["type"] = type, ["value"] = value }, Cancellation))["_link"]!.ToString());
        }

        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/variables?project=acme");
        var page = visitor.Page;
        await page.GetByLabel("Search variables").FillAsync("LIST-");
        await page.GetByLabel("Search variables").PressAsync("Enter");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("azure …");
        (await page.ContentAsync()).ShouldNotContain("a-sealed-thing");
        await visitor.ScreenshotAsync("variables");
        page.Url.ShouldContain("project=acme");
        await visitor.GoLiveAsync("/variables?project=elsewhere");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No variable matches" })).ToBeVisibleAsync();
        foreach (var link in links)
        {
            await world.Client.DeleteAsync(link, Cancellation);
        }

        visitor.ShouldHaveNoErrors();
    }
}
