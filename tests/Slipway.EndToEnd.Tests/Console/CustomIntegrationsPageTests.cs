using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class CustomIntegrationsPageTests(ConsoleWorld world)
{
    private const string Root = "/codestream/api/custom-integrations";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_makes_one_out_of_the_example_and_releases_a_version_of_it()
    {
        await using var visitor = await world.VisitSignedInAsync();
        var page = visitor.Page;
        await visitor.GoLiveAsync("/custom-integrations?text=no such thing");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No custom integration matches" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New Custom Integration" }).ClickAsync();
        await ReadyAsync(visitor);
        await Expect(Problems(visitor)).ToContainTextAsync("No problems");
        var example = await page.Locator("textarea[name=yaml]").InputValueAsync();
        await TypeAsync(visitor, example.Replace("name: Greet", "name: Greeter", StringComparison.Ordinal).Replace("runtime: shell", "runtime: cobol", StringComparison.Ordinal));
        await Expect(Problems(visitor)).ToContainTextAsync("must be one of nodejs, python2, python3, shell");
        await Button(visitor, "Save").ClickAsync();
        await Expect(page.GetByText("Nothing was saved: the YAML has errors.")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("custom-integration-mistake");
        await visitor.LookForBarriersAsync();
        await TypeAsync(visitor, example.Replace("name: Greet", "name: Greeter", StringComparison.Ordinal));
        await Expect(Problems(visitor)).ToContainTextAsync("No problems");
        await Button(visitor, "Save").ClickAsync();
        await page.WaitForURLAsync("**/custom-integrations/*-*");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Greeter");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Inputs" })).ToContainTextAsync("Whom to greet");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Outputs" })).ToContainTextAsync("${Stage.Task.output.properties.greeting}");
        await Button(visitor, "New version").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New version" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create Version" }).ClickAsync();
        await Expect(dialog.Locator(".form-error")).ToContainTextAsync("ust not be blank");
        await dialog.GetByLabel("Version *").FillAsync("1.0");
        await dialog.GetByLabel("Change log").FillAsync("The first.\nGreets one.");
        await visitor.ScreenshotAsync("custom-integration-new-version");
        await visitor.LookForBarriersAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create Version" }).ClickAsync();
        await Expect(Version(visitor, "1.0")).ToContainTextAsync("VERSIONED");
        await Button(visitor, "Release 1.0").ClickAsync();
        await Expect(Version(visitor, "1.0")).ToContainTextAsync("RELEASED");
        await page.GetByText("The task that runs version 1.0").ClickAsync();
        await Expect(page.GetByLabel("A task of type Custom")).ToContainTextAsync("who: <Whom to greet>");
        await page.ScreenshotAsync(new() { Path = Path.Combine(ConsoleWorld.Screenshots, "custom-integration.png"), FullPage = true });
        await visitor.LookForBarriersAsync();
        await Button(visitor, "Show 1.0").ClickAsync();
        await Expect(page.GetByLabel("YAML of the version")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^---\nkind: CUSTOM_INTEGRATION\nname: Greeter\nversion: '1.0'\n"));
        await visitor.ScreenshotAsync("custom-integration-version");
        await visitor.LookForBarriersAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("Control+K");
        await page.GetByLabel("Search everything").FillAsync("greet");
        await Expect(page.Locator("#search-hits")).ToContainTextAsync("Custom integration");
        await page.Keyboard.PressAsync("Escape");
        await visitor.GoLiveAsync("/custom-integrations?text=GREETER");
        await Expect(page.Locator("tbody tr")).ToContainTextAsync("RELEASED");
        await visitor.ScreenshotAsync("custom-integrations");
        await RemoveAsync("Greeter", "1.0");
        visitor.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("dark", ColorScheme.Dark, 1280, 800)]
    [InlineData("phone", ColorScheme.Light, 390, 844)]
    public async Task What_pipelines_run_is_named_before_it_is_taken_away_from_them(string name, ColorScheme scheme, int width, int height)
    {
        var integration = $"Counter {name}";
        var id = await MakeAsync(integration, "1.0", "2.0");
        await world.Client.ImportAsync(Using($"Counts on {name}", integration, "1.0"), Cancellation);
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
        await visitor.GoLiveAsync($"/custom-integrations/{id}?tab=yaml");
        await ReadyAsync(visitor);
        await visitor.ScreenshotAsync($"custom-integration-yaml-{name}");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Used by" })).ToHaveTextAsync(new System.Text.RegularExpressions.Regex($"Counts on {name}\\s*acme\\s*1.0"));
        await Button(visitor, "Deprecate 1.0").ClickAsync();
        await Expect(Version(visitor, "1.0")).ToContainTextAsync("DEPRECATED");
        await Button(visitor, "Restore 1.0").ClickAsync();
        await Button(visitor, "Withdraw 1.0").ClickAsync();
        await Expect(Version(visitor, "1.0")).ToContainTextAsync("Withdraw version 1.0? 1 pipeline names it.");
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(ConsoleWorld.Screenshots, $"custom-integration-{name}.png"), FullPage = true });
        await visitor.LookForBarriersAsync();
        (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        await Button(visitor, "Withdraw it").ClickAsync();
        await Expect(Version(visitor, "1.0")).ToContainTextAsync("WITHDRAWN");
        await Button(visitor, "Delete 2.0").ClickAsync();
        await Version(visitor, "2.0").GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(Version(visitor, "2.0")).ToHaveCountAsync(0);

        var ending = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Delete the custom integration" });
        await ending.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ending.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(ending.GetByRole(AriaRole.Alert)).ToContainTextAsync($"it is used by pipeline 'Counts on {name}' of project 'acme'");
        await world.Client.DeleteAsync($"/codestream/api/pipelines/acme/Counts on {name}", Cancellation);
        await ending.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ending.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Custom Integrations");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = integration })).ToHaveCountAsync(0);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_draft_that_somebody_else_has_changed_is_not_overwritten_unseen_and_a_version_of_theirs_is_no_change_of_it()
    {
        var id = await MakeAsync("Contested");
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync($"/custom-integrations/{id}?tab=yaml");
        await ReadyAsync(visitor);
        await TypeAsync(visitor, Written("Contested", "echo mine"));
        await Expect(visitor.Page.GetByText("Not saved yet")).ToBeVisibleAsync();
        await world.Client.PostAsync($"{Root}/{id}/versions", new JsonObject { ["version"] = "theirs" }, Cancellation);
        await Button(visitor, "Save").ClickAsync();
        await Expect(visitor.Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        (await CodeAsync(id)).ShouldBe("echo mine");

        await world.Client.PutAsync($"{Root}/{id}", new JsonObject { ["code"] = "echo theirs" }, Cancellation);
        await TypeAsync(visitor, Written("Contested", "echo again mine"));
        await Button(visitor, "Save").ClickAsync();
        var conflict = visitor.Page.Locator(".conflict");
        await Expect(conflict.GetByRole(AriaRole.Row).Last).ToHaveTextAsync("codeecho again mineecho theirs");
        await visitor.ScreenshotAsync("custom-integration-conflict");
        await visitor.LookForBarriersAsync();
        (await CodeAsync(id)).ShouldBe("echo theirs");
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Overwrite theirs with mine" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        (await CodeAsync(id)).ShouldBe("echo again mine");

        // A version is made of what is seen, saved or not.
        await TypeAsync(visitor, Written("Contested", "echo versioned"));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Button(visitor, "New version").ClickAsync();
        await visitor.Page.GetByLabel("Version *").FillAsync("mine");
        await Button(visitor, "Create Version").ClickAsync();
        await Expect(Version(visitor, "mine")).ToContainTextAsync("VERSIONED");
        (await world.Client.GetAsync($"{Root}/{id}/versions/mine", Cancellation))["code"]!.ToString().ShouldBe("echo versioned");
        await world.Client.DeleteAsync($"{Root}/{id}", Cancellation);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Everybody_may_look_at_them_and_who_does_not_administer_the_server_finds_nothing_to_press()
    {
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "integration-looker", ["password"] = "a password for tests" }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/acme/members/integration-looker", new JsonObject { ["role"] = "administrator" }, Cancellation);
        await MakeAsync("Looked at", "1.0");
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/custom-integrations?text=looked");
        await visitor.SignInAsync("integration-looker", "a password for tests");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "New Custom Integration" })).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Looked at" }).ClickAsync();
        await Expect(Version(visitor, "1.0")).ToContainTextAsync("RELEASED");
        await Expect(visitor.Page.Locator("main").GetByRole(AriaRole.Button)).ToHaveTextAsync(["Show"]);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "YAML" }).ClickAsync();
        await Expect(visitor.Page.GetByText("You may look at this custom integration, and not change it.")).ToBeVisibleAsync();
        await Expect(Button(visitor, "Save")).ToHaveCountAsync(0);
        await visitor.GoLiveAsync("/custom-integrations/new");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "You may make no custom integration" })).ToBeVisibleAsync();
        await RemoveAsync("Looked at", "1.0");
        await world.Client.DeleteAsync("/codestream/api/users/integration-looker", Cancellation);
        visitor.ShouldHaveNoErrors();
    }

    private static async Task ReadyAsync(Visitor visitor) => await visitor.Page.Locator(".yaml-editor[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Puts a text in place of what is there, as somebody does who pastes it.</summary>
    private static async Task TypeAsync(Visitor visitor, string text) => await visitor.Page.Locator("textarea[name=yaml]").EvaluateAsync(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }", text);

    private static ILocator Problems(Visitor visitor) => visitor.Page.GetByLabel("Problems", new() { Exact = true });

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Version(Visitor visitor, string name) =>
        visitor.Page.Locator("table.versions tbody tr").Filter(new() { Has = visitor.Page.GetByText(name, new() { Exact = true }) });

    private async Task<string> CodeAsync(string id) => (await world.Client.GetAsync($"{Root}/{id}", Cancellation))["code"]!.ToString();

    /// <summary>One with versions, of which the first is released.</summary>
    private async Task<string> MakeAsync(string name, params string[] versions)
    {
        var link = (await world.Client.PostAsync(Root, new JsonObject { ["name"] = name, ["yaml"] = Written(name, "echo $1") }, Cancellation))["_link"]!.ToString();
        foreach (var version in versions)
        {
            await world.Client.PostAsync($"{link}/versions", new JsonObject { ["version"] = version, ["description"] = $"What is new in {version}" }, Cancellation);
            if (version == versions[0])
            {
                await world.Client.PostAsync($"{link}/versions/{version}/release", [], Cancellation);
            }
        }

        return link.Split('/')[^1];
    }

    private async Task RemoveAsync(string name, string released)
    {
        var link = (await world.Client.ListAsync($"{Root}?$filter=name eq '{name}'", Cancellation)).Single()["_link"]!.ToString();
        await world.Client.PostAsync($"{link}/versions/{released}/withdraw", [], Cancellation);
        await world.Client.DeleteAsync(link, Cancellation);
    }

    private static string Written(string name, string code) => $$"""
        kind: CUSTOM_INTEGRATION
        name: {{name}}
        description: Counts what it is given, for the tests
        runtime: shell
        code: {{code}}
        inputProperties:
        - name: what
          type: text
          title: What to count
          defaultValue: sheep
          bindable: true

        """;

    private static string Using(string pipeline, string integration, string version) => $$"""
        project: acme
        kind: PIPELINE
        name: {{pipeline}}
        enabled: false
        stageOrder: [Count]
        stages:
          Count:
            taskOrder: [Sheep]
            tasks:
              Sheep:
                type: Custom
                input:
                  name: {{integration}}
                  version: '{{version}}'
                  properties: {what: sheep}

        """;
}
