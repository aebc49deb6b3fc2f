using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

/// <summary>The list of executions: how it is narrowed, how it looks as a table, and what can be done in a row.</summary>
[Collection(ConsoleTests.Name)]
public sealed class ExecutionListTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_funnel_narrows_the_list_live_and_what_was_chosen_can_be_taken_back()
    {
        await ImportAsync("Narrowed");
        await RunAsync("Narrowed", "spring release");
        await RunAsync("Narrowed", "something else");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/executions");
        var rows = visitor.Page.Locator(".execution");
        await rows.Filter(new() { HasText = "spring release" }).First.HoverAsync();
        await visitor.ScreenshotAsync("executions-funnels");
        await rows.Filter(new() { HasText = "spring release" }).First.GetByRole(AriaRole.Link, new() { Name = "Show only Narrowed with these comments" }).ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/executions\?pipeline=Narrowed&comments=spring%20release$"));
        await Expect(rows).ToHaveCountAsync(1);
        await RunAsync("Narrowed", "another one");
        await RunAsync("Narrowed", "spring release");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".execution .comments")).ToHaveTextAsync(["spring release", "spring release"]);
        await visitor.ScreenshotAsync("executions-narrowed");
        await visitor.LookForBarriersAsync();

        await rows.First.GetByRole(AriaRole.Link, new() { Name = "Show only what admin asked for" }).ClickAsync();
        var chosen = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Shown only" });
        await Expect(chosen.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await chosen.GetByRole(AriaRole.Link, new() { Name = "Do not narrow to pipeline Narrowed" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/executions\?by=admin$"));
        await Expect(rows.Filter(new() { HasText = "another one" })).ToHaveCountAsync(1);
        await visitor.GoLiveAsync("/executions?by=nobody");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No execution matches" })).ToBeVisibleAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("light", ColorScheme.Light, 1280)]
    [InlineData("dark", ColorScheme.Dark, 1280)]
    [InlineData("phone", ColorScheme.Light, 390)]
    public async Task As_a_table_each_row_has_the_starred_values_and_the_choice_stands_in_the_address(string name, ColorScheme scheme, int width)
    {
        var pipeline = $"Starred {name}";
        await ImportAsync(pipeline);
        await RunAsync(pipeline, "for the table");
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await visitor.GoLiveAsync($"/executions?pipeline={pipeline}");
        await Expect(visitor.Page.Locator(".execution .marked")).ToContainTextAsync("COLOUR blue");
        await Expect(visitor.Page.Locator(".execution .marked")).ToContainTextAsync("2 tags");
        await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "View" }).GetByRole(AriaRole.Link, new() { Name = "Table" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex(@"\?pipeline=Starred%20[a-z]+&as=table$"));

        var row = visitor.Page.Locator(".execution-table tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync($"{pipeline}#1");
        await Expect(row).ToContainTextAsync("COLOUR blue");
        await Expect(row).ToContainTextAsync("for the table");
        await Expect(row.GetByText("Write: ")).ToBeAttachedAsync();
        await visitor.ScreenshotAsync($"executions-table-starred-{name}");
        await visitor.LookForBarriersAsync();

        await RunAsync(pipeline, "while somebody looks on");
        await Expect(row).ToHaveCountAsync(2);
        (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_row_s_menu_pauses_lets_go_on_and_cancels_and_runs_again_what_has_ended()
    {
        await using var visitor = await world.VisitSignedInAsync();
        world.Outside.Cluster.PauseControllers();
        try
        {
            await world.PushAsync("2.2.0-menu");
            await visitor.GoLiveAsync("/executions?text=2.2.0-menu");
            var row = visitor.Page.Locator(".execution");
            await Expect(row).ToContainTextAsync("Running");
            await ChooseAsync(row, "Pause");
            await Expect(row.Locator(".pill")).ToHaveTextAsync(new Regex("Paus"));
            await ChooseAsync(row, "Resume");
            await Expect(row.Locator(".pill")).ToHaveTextAsync(new Regex("Running|Resuming"));

            await row.GetByRole(AriaRole.Button, new() { Name = "Actions of" }).ClickAsync();
            await row.GetByRole(AriaRole.Button, new() { Name = "Cancel: " }).ClickAsync();
            await visitor.ScreenshotAsync("executions-menu");
            await visitor.LookForBarriersAsync();
            await row.GetByRole(AriaRole.Button, new() { Name = "Cancel it" }).ClickAsync();
            await Expect(row.Locator(".pill")).ToHaveTextAsync("Canceled");
        }
        finally
        {
            world.Outside.Cluster.ResumeControllers();
        }

        var canceled = visitor.Page.Locator(".execution");
        var opener = canceled.GetByRole(AriaRole.Button, new() { Name = "Actions of" });
        await opener.ClickAsync();
        await Expect(canceled.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(canceled.GetByRole(AriaRole.Button, new() { Name = "Run again: " })).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
        await ChooseAsync(canceled, "Run again");
        await Expect(visitor.Page.GetByText("Runs again", new() { Exact = true })).ToBeVisibleAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Who_may_only_look_has_no_menu_and_the_funnels()
    {
        await ImportAsync("Looked at");
        await RunAsync("Looked at", "hands off");
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "list-looker", ["password"] = "a password for tests" }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/acme/members/list-looker", new JsonObject { ["role"] = "viewer" }, Cancellation);
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/executions?pipeline=Looked+at");
        await visitor.SignInAsync("list-looker", "a password for tests");
        await Expect(visitor.Page.Locator(".execution")).ToContainTextAsync("hands off");
        await Expect(visitor.Page.Locator(".execution").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".execution .funnel")).Not.ToHaveCountAsync(0);

        await visitor.GoAsync("/executions?pipeline=Looked+at&as=table");
        await Expect(visitor.Page.Locator(".execution-table tbody tr")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".execution-table").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        visitor.ShouldHaveNoErrors();
    }

    private static async Task ChooseAsync(ILocator row, string action)
    {
        await row.GetByRole(AriaRole.Button, new() { Name = "Actions of" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{action}: ") }).ClickAsync();
    }

    private async Task RunAsync(string pipeline, string comments) =>
        await world.Client.PostAsync($"/codestream/api/pipelines/acme/{Uri.EscapeDataString(pipeline)}/executions", new JsonObject { ["comments"] = comments, ["tags"] = new JsonArray("seen") }, Cancellation);

    private async Task ImportAsync(string name) => await world.Client.ImportAsync(
        $$"""
        project: acme
        kind: PIPELINE
        name: {{name}}
        enabled: true
        concurrency: 10
        tags: [notes]
        input: {COLOUR: blue}
        starred: {input: COLOUR}
        stageOrder: [Write]
        stages:
          Write:
            taskOrder: [Note]
            tasks:
              Note:
                type: REST
                preCondition: 1 == 2
                input: {action: get, url: 'https://registry.example/'}
        """,
        Cancellation);
}
