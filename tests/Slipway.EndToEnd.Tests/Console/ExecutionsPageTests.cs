using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class ExecutionsPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_run_appears_on_top_runs_and_completes_while_somebody_looks_on()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/executions");
        await visitor.Page.EvaluateAsync("() => { window.isTheSamePage = true; }");

        world.Outside.Cluster.PauseControllers();
        try
        {
            await world.PushAsync("2.0.0-live");
            var row = visitor.Page.Locator(".execution").First;
            await Expect(row).ToContainTextAsync("acme/web:2.0.0-live");
            await Expect(row).ToContainTextAsync("Running");
            await Expect(row.GetByText("Deploy: Running")).ToBeAttachedAsync();

            world.Outside.Cluster.ResumeControllers();
            await Expect(row).ToContainTextAsync("Execution Completed.");
            await Expect(row.GetByText("Publish: Completed")).ToBeAttachedAsync();
        }
        finally
        {
            world.Outside.Cluster.ResumeControllers();
        }

        (await visitor.Page.EvaluateAsync<bool>("() => window.isTheSamePage === true")).ShouldBeTrue();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_an_address_with_filters_shows_only_what_matches()
    {
        await world.RunAsync("2.1.0");
        await world.RunAsync("2.1.1-nope");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/executions");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Failed" }).First.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Failed" }).First).ToHaveAttributeAsync("aria-current", "true");
        visitor.Page.Url.ShouldEndWith("/executions?status=failed");
        await visitor.Page.GetByRole(AriaRole.Searchbox).FillAsync("2.1.1");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/executions\?status=failed&text=2\.1\.1$"));

        await visitor.GoAsync(new Uri(visitor.Page.Url).PathAndQuery);
        await Expect(visitor.Page.Locator(".execution")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".execution")).ToContainTextAsync("acme/web:2.1.1-nope");

        await visitor.GoAsync("/executions?text=deploy%20WEB%231");
        await Expect(visitor.Page.Locator(".execution .name")).ToHaveTextAsync(["Deploy web#1"]);

        await visitor.GoAsync("/executions?text=100%25%20nothing");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No execution matches" })).ToBeVisibleAsync();
        visitor.ShouldHaveNoErrors();
    }
}
