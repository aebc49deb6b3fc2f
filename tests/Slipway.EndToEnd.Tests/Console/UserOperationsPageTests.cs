using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class UserOperationsPageTests(ConsoleWorld world)
{
    private const string Password = "a password for people";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approver_follows_the_link_of_the_mail_and_approves_with_a_comment()
    {
        var (person, pipeline) = await SetUpAsync("executor");
        var (execution, operation) = await AskAsync(pipeline);
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync($"/user-operations/{operation}");
        await visitor.SignInAsync(person, Password);
        await LiveAsync(visitor);

        var panel = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Ship 1.2?" });
        await Expect(panel).ToContainTextAsync($"{person}, or an administrator of the project");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "User Operations" }).Locator(".badge")).ToContainTextAsync("1");
        await Expect(panel.Locator("live-time").GetByText("in 3 d")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("user-operation-panel");
        await panel.GetByLabel("Comment").FillAsync("The tests are green");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(panel).ToContainTextAsync("The tests are green");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".badge")).ToHaveCountAsync(0);
        await panel.GetByRole(AriaRole.Link, new() { Name = $"{pipeline}#1" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Completed" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Go" })).ToContainTextAsync($"Approved by {person}: The tests are green.");
        visitor.Page.Url.ShouldContain(execution);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Several_are_selected_and_rejected_together_and_stand_among_the_inactive_ones_then()
    {
        var (_, pipeline) = await SetUpAsync("executor");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/user-operations");
        var (first, _) = await AskAsync(pipeline);
        var (second, _) = await AskAsync(pipeline);

        var rows = visitor.Page.Locator(".operations tbody tr", new() { HasText = pipeline });
        await Expect(rows).ToHaveCountAsync(2);
        await rows.Nth(0).GetByRole(AriaRole.Checkbox).CheckAsync();
        await rows.Nth(1).GetByRole(AriaRole.Checkbox).CheckAsync();
        await visitor.Page.GetByLabel("Comment").FillAsync("Not on a Friday");
        await visitor.ScreenshotAsync("user-operations-selected");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Reject 2" }).ClickAsync();

        await Expect(rows).ToHaveCountAsync(0);
        foreach (var execution in (string[])[first, second])
        {
            await Eventually.Get(() => world.Client.GetAsync($"/codestream/api/executions/{execution}", Cancellation), found => found["status"]!.ToString() == "FAILED", TimeSpan.FromMinutes(1), Cancellation);
        }

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Inactive Items" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToContainTextAsync("Rejected");
        await Expect(rows.First).ToContainTextAsync("Not on a Friday");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task On_the_execution_s_page_an_approver_answers_and_others_are_only_told_who_may()
    {
        var (person, pipeline) = await SetUpAsync("developer");
        var (execution, _) = await AskAsync(pipeline);
        var (other, _) = await SetUpAsync("developer");

        await using var onlooker = await world.VisitAsync(new());
        await onlooker.GoAsync($"/executions/{execution}?stage=Ask&task=Go");
        await onlooker.SignInAsync(other, Password);
        await LiveAsync(onlooker);
        await Expect(onlooker.Page.Locator(".approval")).ToContainTextAsync(person);
        await Expect(onlooker.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        await Expect(onlooker.Page.Locator(".actions").GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToHaveCountAsync(0);

        await using var approver = await world.VisitAsync(new());
        await approver.GoAsync($"/executions/{execution}");
        await approver.SignInAsync(person, Password);
        await LiveAsync(approver);
        await approver.Page.Locator(".verdict").GetByRole(AriaRole.Link, new() { Name = "Show the task" }).ClickAsync();
        await approver.ScreenshotAsync("execution-approval");
        await approver.Page.Locator(".approval").GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();

        await Expect(onlooker.Page.Locator(".approval")).ToContainTextAsync("Rejected");
        await Expect(approver.Page.Locator(".verdict").First).ToContainTextAsync($"Rejected by {person}.");
        onlooker.ShouldHaveNoErrors();
        approver.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("light", ColorScheme.Light, 1280, 800)]
    [InlineData("dark", ColorScheme.Dark, 1280, 800)]
    [InlineData("phone", ColorScheme.Light, 390, 844)]
    public async Task The_pages_of_user_operations_fit_their_screen(string name, ColorScheme scheme, int width, int height)
    {
        var (_, pipeline) = await SetUpAsync("executor");
        var (_, operation) = await AskAsync(pipeline);
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });

        foreach (var (page, path) in ((string, string)[])[("user-operations", "/user-operations"), ("user-operation", $"/user-operations/{operation}"), ("user-operations-inactive", "/user-operations?tab=inactive")])
        {
            await visitor.GoLiveAsync(path);
            (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{page} is wider than the screen");
            await visitor.ScreenshotAsync($"{page}-{name}");
        }

        visitor.ShouldHaveNoErrors();
    }

    private static async Task LiveAsync(Visitor visitor) => await visitor.Page.WaitForFunctionAsync("() => document.querySelector('.frame')?.dataset.live === 'true'");

    /// <summary>Somebody new in the project, and a pipeline that asks them.</summary>
    private async Task<(string Person, string Pipeline)> SetUpAsync(string role)
    {
        var id = Guid.NewGuid().ToString("N")[..8];
        var (person, pipeline) = ($"person-{id}", $"Ask {id}");
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = person, ["password"] = Password }, Cancellation);
        await world.Client.PutAsync($"/codestream/api/projects/acme/members/{person}", new JsonObject { ["role"] = role }, Cancellation);
        await world.Client.ImportAsync(
            $$"""
            project: acme
            kind: PIPELINE
            name: {{pipeline}}
            enabled: true
            stageOrder: [Ask]
            stages:
              Ask:
                taskOrder: [Go]
                tasks:
                  Go:
                    type: UserOperation
                    input:
                      summary: Ship 1.2?
                      description: The release notes are on the wiki.
                      approvers: [{{person}}]
            """,
            Cancellation);
        return (person, pipeline);
    }

    private async Task<(string Execution, string Operation)> AskAsync(string pipeline)
    {
        var started = await world.Client.PostAsync($"/codestream/api/pipelines/acme/{Uri.EscapeDataString(pipeline)}/executions", [], Cancellation);
        var execution = started["executionId"]!.ToString();
        var asked = await Eventually.Get(
            () => world.Client.ListAsync($"/codestream/api/user-operations?$filter=executionId eq '{execution}'", Cancellation), found => found.Count == 1, TimeSpan.FromMinutes(1), Cancellation);
        return (execution, asked[0]["id"]!.ToString());
    }
}
