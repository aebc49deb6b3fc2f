using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class ExecutionPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task Stages_are_columns_from_left_to_right_and_parallel_tasks_stand_in_one_frame()
    {
        var id = await world.RunAsync("3.0.0");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync($"/executions/{id}");

        var left = new List<float>();
        foreach (var stage in (string[])["Prepare", "Deploy", "Publish"])
        {
            left.Add((await visitor.Page.GetByRole(AriaRole.Listitem, new() { Name = $"Stage {stage}: Completed" }).BoundingBoxAsync())!.X);
        }

        left.ShouldBe(left.Order());
        left.Distinct().Count().ShouldBe(3);
        var parallel = visitor.Page.Locator(".group[data-parallel]");
        await Expect(parallel).ToHaveCountAsync(1);
        await Expect(parallel.Locator(".task-name")).ToHaveTextAsync(["Namespace", "Settings"]);
        await Expect(visitor.Page.Locator(".task", new() { HasText = "Canary" })).ToContainTextAsync("Skipped");

        // What came later stands further right in the timeline.
        var bars = await visitor.Page.Locator(".timeline-bar").AllAsync();
        var begun = await Task.WhenAll(bars.Select(async bar => (await bar.BoundingBoxAsync())!.X));
        begun.ShouldBe(begun.Order());
        begun[^1].ShouldBeGreaterThan(begun[0]);
        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Roll out\\s*: Completed, ") }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Roll out" })).ToBeVisibleAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_task_is_seen_running_and_ending_without_a_reload()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/executions");
        world.Outside.Cluster.PauseControllers();
        try
        {
            await world.PushAsync("3.1.0-live");
            await visitor.Page.Locator(".execution", new() { HasText = "3.1.0-live" }).Locator(".name").ClickAsync();
            var rollOut = visitor.Page.Locator(".task", new() { HasText = "Roll out" });
            await Expect(rollOut).ToContainTextAsync("Running");
            await visitor.ScreenshotAsync("execution-running");

            world.Outside.Cluster.ResumeControllers();
            await Expect(rollOut).ToContainTextAsync("Completed");
            await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Completed" })).ToBeVisibleAsync();
        }
        finally
        {
            world.Outside.Cluster.ResumeControllers();
        }

        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_runs_is_canceled_with_a_press_and_is_seen_to_have_ended_so()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/executions");
        world.Outside.Cluster.PauseControllers();
        try
        {
            await world.PushAsync("3.1.5-unwanted");
            var line = visitor.Page.Locator(".execution", new() { HasText = "3.1.5-unwanted" });
            await line.Locator("a.name").ClickAsync();
            await Expect(visitor.Page.Locator(".task", new() { HasText = "Roll out" })).ToContainTextAsync("Running");

            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Canceled" })).ToBeVisibleAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true })).ToHaveCountAsync(0);
            await Expect(visitor.Page.GetByRole(AriaRole.Listitem, new() { Name = "Stage Publish: Not started" })).ToBeVisibleAsync();
            await visitor.ScreenshotAsync("execution-canceled");
            (await world.Client.GetAsync($"/codestream/api{new Uri(visitor.Page.Url).AbsolutePath}", TestContext.Current.CancellationToken))["status"]!.ToString().ShouldBe("CANCELED");
            await visitor.GoLiveAsync("/executions");
            await Expect(line).ToContainTextAsync("Canceled");
        }
        finally
        {
            world.Outside.Cluster.ResumeControllers();
        }

        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_failed_execution_says_why_on_top_of_the_page()
    {
        var id = await world.RunAsync("3.2.0-nope");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync($"/executions/{id}");

        var verdict = visitor.Page.Locator(".verdict").First;
        await Expect(verdict).ToContainTextAsync("Why it failed");
        await Expect(verdict).ToContainTextAsync("Deploy.Roll out");
        await Expect(verdict).ToContainTextAsync("acme/web:3.2.0-nope");
        await Expect(visitor.Page.GetByRole(AriaRole.Listitem, new() { Name = "Stage Publish: Not started" })).ToBeVisibleAsync();
        await verdict.GetByRole(AriaRole.Link, new() { Name = "Show the task" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Roll out" })).ToBeVisibleAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_failed_runs_again_with_another_input_and_keeps_the_others()
    {
        var id = await world.RunAsync("3.2.5-nope");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync($"/executions/{id}");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Edit inputs and run again" }).ClickAsync();
        await visitor.Page.GetByLabel("DOCKER_TAG").FillAsync("3.2.5");
        await visitor.ScreenshotAsync("execution-rerun");
        await visitor.LookForBarriersAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Completed" })).ToBeVisibleAsync();
        visitor.Page.Url.ShouldNotContain(id);
        await visitor.Page.GetByText("Input (3)").ClickAsync();
        await Expect(visitor.Page.Locator(".inputs")).ToContainTextAsync("acme/web");
        await Expect(visitor.Page.Locator(".inputs")).ToContainTextAsync("3.2.5");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_click_on_a_task_shows_what_it_was_given_and_what_it_left_and_escape_closes_it()
    {
        var id = await world.RunAsync("3.3.0");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync($"/executions/{id}");

        await visitor.Page.Locator(".task", new() { HasText = "Roll out" }).ClickAsync();
        var panel = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Roll out" });
        await Expect(panel.GetByLabel("Input: yaml")).ToContainTextAsync("image: acme/web:3.3.0");
        await Expect(panel.GetByLabel("Output", new() { Exact = true })).ToContainTextAsync("\"deployments\"");
        await Expect(panel).ToContainTextAsync("Attempt");
        await visitor.ScreenshotAsync("execution-task");
        await visitor.LookForBarriersAsync();
        visitor.Page.Url.ShouldContain("task=Roll%20out");

        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".task", new() { HasText = "Roll out" })).ToBeFocusedAsync();

        await visitor.Page.Locator(".task", new() { HasText = "Canary" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Canary" })).ToContainTextAsync("1 == 2");
        visitor.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("0198f9a0-0000-7000-8000-000000000000")]
    [InlineData("12")]
    public async Task An_unknown_execution_is_a_page_that_says_so(string id)
    {
        await using var visitor = await world.VisitSignedInAsync();
        var response = await visitor.GoAsync($"/executions/{id}");

        response!.Status.ShouldBe(404);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no such execution" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(id);
    }

    [Fact]
    public async Task A_dead_link_leads_to_a_page_that_says_so()
    {
        await using var visitor = await world.VisitSignedInAsync();
        var response = await visitor.GoAsync("/no/such/page");

        response!.Status.ShouldBe(404);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
    }
}
