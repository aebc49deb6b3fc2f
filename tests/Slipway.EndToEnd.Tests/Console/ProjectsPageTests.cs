using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class ProjectsPageTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_gets_members_who_get_roles_and_go_again_and_it_is_deleted_once_it_is_empty()
    {
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "joiner", ["password"] = "a password for tests" }, Cancellation);
        await using var visitor = await world.VisitSignedInAsync();
        var page = visitor.Page;
        await visitor.GoLiveAsync("/projects");
        await page.GetByRole(AriaRole.Button, new() { Name = "New Project" }).ClickAsync();
        await page.GetByLabel("Name *").FillAsync("acme");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create Project" }).ClickAsync();
        await Expect(page.Locator("dialog .refusal")).ToContainTextAsync("There is a project 'acme' already");
        await page.GetByLabel("Name *").FillAsync("made in a test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create Project" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "made in a test", Exact = true })).ToBeVisibleAsync();

        await page.GetByLabel("User name *").FillAsync("nobody-at-all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Member" }).ClickAsync();
        await Expect(page.Locator("#new-member-error")).ToContainTextAsync("nobody called 'nobody-at-all'");
        await page.GetByLabel("User name *").FillAsync("joiner");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Member" }).ClickAsync();
        var role = page.GetByLabel("Role of joiner");
        await Expect(role).ToHaveValueAsync("developer");
        await visitor.ScreenshotAsync("project");
        await role.SelectOptionAsync("executor");
        await Expect(role).ToBeEnabledAsync();
        await visitor.GoLiveAsync("/projects/made%20in%20a%20test");
        await Expect(role).ToHaveValueAsync("executor");

        var variable = await world.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "made in a test", ["name"] = "keeps", ["type"] = "REGULAR", ["value"] = "it" }, Cancellation);
        await DeleteAsync(page);
        await Expect(page.Locator(".refusal")).ToContainTextAsync("it has 1 variable");
        await world.Client.DeleteAsync(variable["_link"]!.ToString(), Cancellation);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove joiner" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove from the project" }).ClickAsync();
        await Expect(role).ToHaveCountAsync(0);
        await DeleteAsync(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Projects" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "made in a test" })).ToHaveCountAsync(0);
        await world.Client.DeleteAsync("/codestream/api/users/joiner", Cancellation);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Who_is_a_viewer_reads_who_is_in_it_and_changes_nothing_and_others_do_not_learn_that_it_is_there()
    {
        var closed = await world.Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = "closed to lookers" }, Cancellation);
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "member-looker", ["password"] = "a password for tests" }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/acme/members/member-looker", new JsonObject { ["role"] = "viewer" }, Cancellation);
        await using var visitor = await world.VisitAsync(new());
        var page = visitor.Page;
        await visitor.GoAsync("/projects");
        await visitor.SignInAsync("member-looker", "a password for tests");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "acme" })).ToContainTextAsync("viewer");
        (await page.ContentAsync()).ShouldNotContain("closed to lookers");

        await page.GetByRole(AriaRole.Link, new() { Name = "acme", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "member-looker" })).ToContainTextAsync("viewer");
        await Expect(page.Locator("main").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await visitor.GoLiveAsync("/projects/closed%20to%20lookers");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such project" })).ToBeVisibleAsync();
        await visitor.GoLiveAsync("/settings/users");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Only administrators of the server see its users" })).ToBeVisibleAsync();
        (await page.ContentAsync()).ShouldNotContain("New User");
        await world.Client.DeleteAsync("/codestream/api/users/member-looker", Cancellation);
        await world.Client.DeleteAsync($"/iaas/api/projects/{closed["id"]}", Cancellation);
    }

    private static async Task DeleteAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
    }
}
