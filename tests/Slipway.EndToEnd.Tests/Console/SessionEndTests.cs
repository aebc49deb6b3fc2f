using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class SessionEndTests(ConsoleWorld world)
{
    private const string Users = "/codestream/api/users";
    private const string Password = "a password for tests";
    private const string Form = "/variables/new?project=acme";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_signed_out_while_they_fill_in_a_form_signs_in_and_finds_it_as_it_was()
    {
        await MakeAsync("session-dora");
        await using var visitor = await VisitAsync("session-dora");
        await FillInAsync(visitor);
        await visitor.Page.GetByLabel("Type").SelectOptionAsync("SECRET");
        await visitor.Page.GetByLabel("Value").FillAsync("not to be kept");

        // What is done after that is not done, and what was typed is not lost.
        await world.Client.PatchAsync($"{Users}/session-dora", new JsonObject { ["password"] = "another password" }, Cancellation);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create Variable" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/sign-in?*");
        await Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your session has ended");
        await visitor.ScreenshotAsync("session-ended");
        await visitor.LookForBarriersAsync();
        (await world.Client.ListAsync("/codestream/api/variables?$filter=name eq 'half-typed'", Cancellation)).ShouldBeEmpty();

        await visitor.SignInAsync("session-dora", "another password");
        await visitor.Page.WaitForURLAsync($"**{Form}");
        await Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("half-typed");
        await Expect(visitor.Page.GetByLabel("Description")).ToHaveValueAsync("long thought about");
        await Expect(visitor.Page.GetByLabel("Type")).ToHaveValueAsync("SECRET");
        (await visitor.Page.EvaluateAsync<string>("() => JSON.stringify(sessionStorage)")).ShouldNotContain("not to be kept");
        await visitor.Page.GetByLabel("Value").FillAsync("typed again");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create Variable" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "half-typed" })).ToBeVisibleAsync();
        await world.Client.DeleteAsync("/codestream/api/variables/acme/half-typed", Cancellation);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_page_that_is_only_looked_at_ends_with_its_session_and_shows_the_next_person_nothing_of_what_was_typed()
    {
        await MakeAsync("session-erin");
        await MakeAsync("session-finn");
        await using var visitor = await VisitAsync("session-erin");
        await FillInAsync(visitor);

        await world.Client.PatchAsync($"{Users}/session-erin", new JsonObject { ["isLocked"] = true }, Cancellation);
        await visitor.Page.WaitForURLAsync("**/sign-in?*");
        await visitor.SignInAsync("session-erin", Password);
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("locked");

        await visitor.SignInAsync("session-finn", Password);
        await visitor.Page.WaitForURLAsync($"**{Form}");
        await visitor.Page.WaitForFunctionAsync("() => document.querySelector('.frame')?.dataset.live === 'true'");
        await Expect(visitor.Page.GetByLabel("Name")).ToHaveValueAsync("");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_is_written_in_the_editor_and_not_saved_is_there_again_and_nobody_is_asked_whether_to_leave_it()
    {
        const string Editor = "/pipelines/new?project=acme";
        await MakeAsync("session-hana");
        await using var visitor = await VisitAsync("session-hana", Editor);
        await visitor.Page.Locator(".yaml-editor[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var asked = new List<string>();
        visitor.Page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        await visitor.Page.Locator("textarea[name=yaml]").EvaluateAsync(
            "field => { field.value = field.value.replace('What it does', 'Long thought about'); field.dispatchEvent(new Event('input', { bubbles: true })); }");

        await world.Client.PatchAsync($"{Users}/session-hana", new JsonObject { ["password"] = "another password" }, Cancellation);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/sign-in?*");
        await visitor.SignInAsync("session-hana", "another password");
        await visitor.Page.WaitForURLAsync($"**{Editor}");
        await Expect(visitor.Page.Locator("textarea[name=yaml]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("description: Long thought about"));
        await Expect(visitor.Page.Locator(".monaco-editor").First).ToContainTextAsync("Long thought about");
        asked.ShouldBeEmpty();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Who_signs_out_in_one_tab_has_signed_out_in_all_of_them()
    {
        await MakeAsync("session-gwen");
        await using var visitor = await VisitAsync("session-gwen");
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(world.Address, "/executions").ToString());
        await other.WaitForFunctionAsync("() => document.querySelector('.frame')?.dataset.live === 'true'");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await other.WaitForURLAsync("**/sign-in?ReturnUrl=%2Fexecutions");
        visitor.ShouldHaveNoErrors();
    }

    private async Task MakeAsync(string name)
    {
        await world.Client.PostAsync(Users, new JsonObject { ["userName"] = name, ["password"] = Password }, Cancellation);
        await world.Client.PutAsync($"/codestream/api/projects/acme/members/{name}", new JsonObject { ["role"] = "developer" }, Cancellation);
    }

    private async Task<Visitor> VisitAsync(string name, string path = Form)
    {
        var visitor = await world.VisitAsync(new());
        await visitor.GoAsync(path);
        await visitor.SignInAsync(name, Password);
        await visitor.Page.WaitForURLAsync($"**{path}");
        await visitor.Page.WaitForFunctionAsync("() => document.querySelector('.frame')?.dataset.live === 'true'");
        return visitor;
    }

    private static async Task FillInAsync(Visitor visitor)
    {
        await visitor.Page.GetByLabel("Name").FillAsync("half-typed");
        await visitor.Page.GetByLabel("Description").FillAsync("long thought about");
    }
}
