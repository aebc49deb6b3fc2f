using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class UsersPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task Somebody_is_made_signs_in_is_locked_out_gets_a_new_password_and_goes()
    {
        await using var visitor = await world.VisitSignedInAsync();
        var page = visitor.Page;
        await visitor.GoLiveAsync("/settings/users");
        await page.GetByRole(AriaRole.Button, new() { Name = "New User" }).ClickAsync();
        await page.GetByLabel("User name *").FillAsync("newcomer");
        await page.GetByLabel("E-mail").FillAsync("newcomer@acme.example");
        await page.GetByLabel("Password *").FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create User" }).ClickAsync();
        await Expect(page.Locator("dialog .refusal")).ToContainTextAsync("at least 8 characters");
        await visitor.ScreenshotAsync("user-new");
        await page.GetByLabel("Password *").FillAsync("a first password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create User" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "newcomer@acme.example" });
        await Expect(row).ToContainTextAsync("Active");
        await ExpectSignInAsync("a first password", isIn: true);

        await page.GetByRole(AriaRole.Button, new() { Name = "Lock newcomer" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Locked");
        await visitor.ScreenshotAsync("users");
        await ExpectSignInAsync("a first password", isIn: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock newcomer" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Active");

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit newcomer" }).ClickAsync();
        await page.GetByLabel("New password").FillAsync("a second password");
        await page.GetByLabel("Administrator of the server").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Administrator");
        await ExpectSignInAsync("a second password", isIn: true);

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete admin" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete newcomer" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        visitor.ShouldHaveNoErrors();
    }

    private async Task ExpectSignInAsync(string password, bool isIn)
    {
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/projects");
        await visitor.SignInAsync("newcomer", password);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = isIn ? "Projects" : "Sign in" })).ToBeVisibleAsync();
        if (!isIn)
        {
            await Expect(visitor.Page.Locator(".refusal")).ToBeVisibleAsync();
        }
    }
}
