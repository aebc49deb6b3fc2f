using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class PartTabsTests(ConsoleWorld world)
{
    [Fact]
    public async Task Workspace_outputs_notifications_and_rollbacks_are_filled_in_and_the_YAML_says_so_beside_what_was_typed()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/pipelines/new?project=acme");
        var page = visitor.Page;
        await page.Locator(".yaml-editor[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var text = page.Locator("textarea[name=yaml]");
        await text.EvaluateAsync("field => { field.value = '# Mine\\n' + field.value; field.dispatchEvent(new Event('input', { bubbles: true })); }");

        await GoAsync(page, "Output");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.GetByLabel("Name of OUTPUT_1").FillAsync("STATUS");
        await page.GetByLabel("Name of OUTPUT_1").PressAsync("Tab");
        await page.GetByLabel("Value of STATUS").PressSequentiallyAsync("${Deploy.Apply.st");
        await Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).First).ToContainTextAsync("Deploy.Apply.status");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("Value of STATUS")).ToHaveValueAsync("${Deploy.Apply.status}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Star STATUS" }).ClickAsync();
        await visitor.ScreenshotAsync("pipeline-output");
        await visitor.LookForBarriersAsync();

        await GoAsync(page, "Notifications");
        await page.GetByRole(AriaRole.Button, new() { Name = "+ Webhook" }).ClickAsync();
        await page.GetByLabel("URL").FillAsync("https://chat.example.test/deploys");
        await page.GetByLabel("URL").PressAsync("Tab");
        await page.GetByLabel("When it").SelectOptionAsync("ends well");
        await page.GetByLabel("Of", new() { Exact = true }).SelectOptionAsync("Task Deploy.Apply");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Webhook when task Deploy.Apply ends well" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "+ E-mail" }).ClickAsync();
        await visitor.ScreenshotAsync("pipeline-notifications");
        await visitor.LookForBarriersAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: E-mail when the execution fails" }).ClickAsync();

        await GoAsync(page, "Rollback");
        await page.GetByRole(AriaRole.Button, new() { Name = "+ Rollback" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "When stage Deploy fails" }).GetByLabel("Pipeline").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await visitor.ScreenshotAsync("pipeline-rollback");
        await visitor.LookForBarriersAsync();

        await GoAsync(page, "Workspace");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a workspace" }).ClickAsync();
        await page.GetByLabel("Builder image URL").FillAsync("alpine:3.22");
        await page.GetByLabel("Builder image URL").PressAsync("Tab");
        await page.GetByLabel("CPU limit").FillAsync("0.5");
        await page.GetByLabel("CPU limit").PressAsync("Tab");
        await visitor.ScreenshotAsync("pipeline-workspace");
        await visitor.LookForBarriersAsync();
        await page.SetViewportSizeAsync(390, 844);
        await visitor.ScreenshotAsync("pipeline-workspace-phone");

        await GoAsync(page, "YAML");
        await Expect(text).ToHaveValueAsync(new Regex("^# Mine\n"));
        await Expect(text).ToHaveValueAsync(new Regex("\noutput:\n  STATUS: \\$\\{Deploy\\.Apply\\.status\\}\n"));
        await Expect(text).ToHaveValueAsync(new Regex("starred:\n  output: STATUS\n"));
        await Expect(text).ToHaveValueAsync(new Regex("\nnotifications:\n  webhook:\n  - event: SUCCESS\n    stage: Deploy\n    task: Apply\n"));
        await Expect(text).ToHaveValueAsync(new Regex("\nrollbacks:\n- stage: Deploy\n"));
        await Expect(text).ToHaveValueAsync(new Regex("\nworkspace:\n[^#]*image: alpine:3\\.22\n[^#]*cpu: 0\\.5\n"));
        visitor.ShouldHaveNoErrors();
    }

    private static async Task GoAsync(IPage page, string tab)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of the pipeline" }).GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = tab, Exact = true })).ToBeVisibleAsync();
    }
}
