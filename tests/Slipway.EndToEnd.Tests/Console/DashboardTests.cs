using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class DashboardTests(ConsoleWorld world)
{
    [Fact]
    public async Task The_dashboard_shows_what_runs_what_failed_and_what_was_deployed_last_while_it_happens()
    {
        await world.RunAsync("9.0.1-nope");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/");
        await Expect(visitor.Page).ToHaveTitleAsync("Dashboard · Slipway");
        var (now, failed) = (visitor.Page.GetByRole(AriaRole.List, new() { Name = "Runs now" }), visitor.Page.GetByRole(AriaRole.List, new() { Name = "Failed in the last 24 hours" }));
        await Expect(failed.Locator(".execution").First).ToContainTextAsync("acme/web:9.0.1-nope");

        world.Outside.Cluster.PauseControllers();
        try
        {
            await world.PushAsync("9.0.2");
            await Expect(now.Locator(".execution").First).ToContainTextAsync("acme/web:9.0.2");
        }
        finally
        {
            world.Outside.Cluster.ResumeControllers();
        }

        var pipeline = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Link, new() { Name = ConsoleWorld.Pipeline, Exact = true }) }).First;
        await Expect(now.GetByText("acme/web:9.0.2")).ToHaveCountAsync(0);
        await Expect(pipeline).ToContainTextAsync("acme/web:9.0.2");
        await Expect(pipeline.Locator(".run-bars a")).Not.ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "pushed" }).First).ToContainTextAsync("Started");
        await visitor.ScreenshotAsync("dashboard-live");

        await pipeline.GetByRole(AriaRole.Link, new() { Name = ConsoleWorld.Pipeline, Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".last-good")).ToContainTextAsync("acme/web:9.0.2");
        await Expect(visitor.Page.Locator(".measures")).ToContainTextAsync("mean time to delivery");
        var cell = visitor.Page.Locator(".run-grid tbody tr").Filter(new() { HasText = "Failed" }).First.GetByRole(AriaRole.Link).Filter(new() { HasText = "Failed" }).First;
        await visitor.ScreenshotAsync("pipeline-dashboard");
        await visitor.LookForBarriersAsync();
        await cell.ClickAsync();
        await Expect(visitor.Page.Locator(".panel")).ToContainTextAsync("Failed");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_project_that_was_chosen_stays_chosen_from_page_to_page_and_the_others_are_not_shown()
    {
        await world.RunAsync("9.1.0");
        await world.Client.PostAsync("/iaas/api/projects", new System.Text.Json.Nodes.JsonObject { ["name"] = "quiet one" }, TestContext.Current.CancellationToken);
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/executions");
        await Expect(visitor.Page.Locator(".execution")).Not.ToHaveCountAsync(0);

        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Show only" }).SelectOptionAsync("quiet one");
        await Expect(visitor.Page.GetByText("Nothing has run yet")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/dashboard\\?project=quiet%20one$"));
        await Expect(visitor.Page.GetByText("To the first deployment")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Create a project")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("dashboard-first-hour");
        await visitor.LookForBarriersAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Ctrl_K_finds_by_a_part_of_the_name_and_the_keyboard_alone_goes_there()
    {
        await world.RunAsync("9.2.0");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/executions");

        await visitor.Page.Keyboard.PressAsync("Control+k");
        var (box, options) = (visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search everything" }), visitor.Page.GetByRole(AriaRole.Listbox, new() { Name = "Found" }).GetByRole(AriaRole.Option));
        await Expect(box).ToBeFocusedAsync();
        await box.FillAsync("PUSHED");
        await Expect(options.Filter(new() { HasText = "Webhook" }).First).ToContainTextAsync("acme/web");
        await box.FillAsync("hub");
        await Expect(options.Filter(new() { HasText = "Endpoint" }).First).ToContainTextAsync("Hub");
        await box.FillAsync("deploy w");
        await Expect(options.First).ToContainTextAsync(ConsoleWorld.Pipeline);
        await Expect(options.Nth(1)).ToContainTextAsync("Last execution");
        await visitor.ScreenshotAsync("search");
        await visitor.LookForBarriersAsync();
        await box.FillAsync("deploy w#1");
        await Expect(options).ToHaveCountAsync(1);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Deploy web #1");
        await Expect(box).ToHaveCountAsync(0);
        visitor.ShouldHaveNoErrors();
    }
}
