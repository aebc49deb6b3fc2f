using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class PipelineEditorTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mistake_is_shown_at_its_line_and_is_not_saved_and_what_is_mended_is()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await OpenAsync(visitor, "/pipelines/new?project=acme");
        await TypeAsync(visitor, Written("Mended"));
        await Expect(Problems(visitor)).ToContainTextAsync("No problems");
        await TypeAsync(visitor, Written("Mended").Replace("action: APPLY", "action: APLY", StringComparison.Ordinal));
        await Expect(Problems(visitor)).ToContainTextAsync("APPLY");
        await Expect(visitor.Page.Locator(".squiggly-error")).Not.ToHaveCountAsync(0);
        await visitor.ScreenshotAsync("pipeline-editor-mistake");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText("Nothing was saved: the YAML has an error.")).ToBeVisibleAsync();
        (await world.Client.ListAsync("/codestream/api/pipelines?$filter=name eq 'Mended'", Cancellation)).ShouldBeEmpty();

        await Problems(visitor).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(visitor.Page.Locator(".monaco-editor.focused")).ToHaveCountAsync(1);
        await visitor.Page.Keyboard.TypeAsync("APPLY #");
        await Expect(Problems(visitor)).ToContainTextAsync("No problems");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save and enable" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/edit");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Mended");
        var kept = (await world.Client.ListAsync("/codestream/api/pipelines?$filter=name eq 'Mended'", Cancellation)).ShouldHaveSingleItem();
        kept["state"]!.ToString().ShouldBe("ENABLED");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Docker_inputs_come_with_a_click_and_the_YAML_has_them_at_once_beside_what_was_typed()
    {
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 390, Height = 844 } });
        await OpenAsync(visitor, "/pipelines/new?project=acme");
        await TypeAsync(visitor, "# Look here first\n" + Written("Injected"));
        await Expect(Problems(visitor)).ToContainTextAsync("No problems");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Input", Exact = true }).ClickAsync();
        await visitor.Page.GetByLabel("Docker", new() { Exact = true }).CheckAsync();
        await Expect(visitor.Page.GetByLabel("Name of DOCKER_TAG")).ToHaveValueAsync("DOCKER_TAG");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Star DOCKER_TAG" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await visitor.Page.GetByLabel("Name of INPUT_1").FillAsync("REPLICAS");
        await visitor.Page.GetByLabel("Name of INPUT_1").PressAsync("Tab");
        await visitor.Page.GetByLabel("Value of REPLICAS").FillAsync("2");
        await visitor.Page.GetByLabel("Value of REPLICAS").PressAsync("Tab");
        await visitor.ScreenshotAsync("pipeline-input");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "YAML", Exact = true }).First.ClickAsync();
        var text = visitor.Page.Locator("textarea[name=yaml]");
        await Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^# Look here first\nproject: acme\n"));
        await Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("options:\n- DOCKER_TRIGGER\n[^$]*DOCKER_IMAGE_REF: ''\n[^$]*REPLICAS: '2'\n[^$]*starred:\n  input: DOCKER_TAG\n"));
        await Expect(visitor.Page.Locator(".monaco-editor").First).ToContainTextAsync("DOCKER_TRIGGER");
        await visitor.ScreenshotAsync("pipeline-editor-phone");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_somebody_else_has_changed_meanwhile_is_shown_before_it_is_overwritten()
    {
        await world.Client.ImportAsync(Written("Contested"), Cancellation);
        var id = (await world.Client.ListAsync("/codestream/api/pipelines?$filter=name eq 'Contested'", Cancellation)).Single()["id"]!.ToString();
        await using var visitor = await world.VisitSignedInAsync();
        await OpenAsync(visitor, $"/pipelines/{id}/edit");
        await world.Client.PatchAsync($"/codestream/api/pipelines/{id}", new JsonObject { ["description"] = "theirs" }, Cancellation);
        await TypeAsync(visitor, Written("Contested").Replace("name: Contested", "name: Contested\ndescription: mine", StringComparison.Ordinal));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        var conflict = visitor.Page.Locator(".conflict");
        await Expect(conflict.GetByRole(AriaRole.Row).Last).ToHaveTextAsync("descriptionminetheirs");
        await visitor.ScreenshotAsync("pipeline-conflict");

        await conflict.GetByRole(AriaRole.Button, new() { Name = "Overwrite theirs with mine" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Saved. It is disabled: nothing runs it yet.")).ToBeVisibleAsync();
        (await world.Client.GetAsync($"/codestream/api/pipelines/{id}", Cancellation))["description"]!.ToString().ShouldBe("mine");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task The_template_makes_the_pipeline_that_deploys_what_is_pushed_and_the_editor_knows_what_can_be_read()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await OpenAsync(visitor, "/pipelines/new?project=acme&tab=template");
        await visitor.Page.GetByLabel("Image repository").FillAsync("acme/shop");
        await visitor.Page.GetByLabel("Image repository").PressAsync("Tab");
        await Expect(visitor.Page.GetByLabel("Deployment YAML")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("name: shop"));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Make the pipeline" }).ClickAsync();
        await Expect(Problems(visitor)).ToContainTextAsync("No problems");
        await Expect(visitor.Page.Locator("textarea[name=yaml]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"name: Deploy shop\n[\s\S]*DOCKER_TRIGGER[\s\S]*image: \$\{input\.DOCKER_IMAGE_REF\}"));

        await visitor.Page.Locator(".monaco-editor").First.ClickAsync();
        await visitor.Page.Keyboard.PressAsync("Control+End");
        await visitor.Page.Keyboard.TypeAsync("${input.DOCKER_DIG");
        await Expect(visitor.Page.Locator(".suggest-widget")).ToContainTextAsync("input.DOCKER_DIGEST");
        await visitor.ScreenshotAsync("pipeline-completion");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("textarea[name=yaml]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"\$\{input\.DOCKER_DIGEST\}\s*$"));
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_was_typed_is_kept_with_its_comments_and_an_earlier_version_is_compared_and_put_back()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await OpenAsync(visitor, "/pipelines/new?project=acme");
        var first = "# Ask the web team first\n" + Written("Kept");
        await TypeAsync(visitor, first);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save and enable" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/edit");
        await Expect(visitor.Page.Locator("textarea[name=yaml]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^# Ask the web team first\n"));
        var saved = visitor.Page.GetByText("Saved", new() { Exact = true });
        await Expect(saved).ToBeVisibleAsync();
        await TypeAsync(visitor, first.Replace("enabled: false", "enabled: true", StringComparison.Ordinal).Replace("action: APPLY", "action: DELETE # for good", StringComparison.Ordinal));
        await Expect(saved).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(saved).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true }).ClickAsync();
        var changed = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "What version 3 changed" });
        await Expect(changed.Locator(".came")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("action: DELETE # for good"));
        await Expect(changed.Locator(".went")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("action: APPLY"));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "2", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Differences from now" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "From version 2 to now" }).Locator(".came")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("action: DELETE"));
        await visitor.ScreenshotAsync("pipeline-versions");
        await visitor.LookForBarriersAsync();
        await visitor.Page.SetViewportSizeAsync(390, 844);
        await visitor.ScreenshotAsync("pipeline-versions-phone");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Restore version 2" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Restore it" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Version 2 is back")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Versions" }).Locator("tbody tr")).ToHaveCountAsync(4);
        var exported = await world.Client.GetYamlAsync("/codestream/api/export?pipelines=Kept&project=acme", Cancellation);
        exported.ShouldContain("# Ask the web team first\n");
        exported.ShouldContain("action: APPLY\n");
        exported.ShouldContain("enabled: true\n");
        visitor.ShouldHaveNoErrors();
    }

    private static async Task OpenAsync(Visitor visitor, string path)
    {
        await visitor.GoLiveAsync(path);
        await visitor.Page.Locator(".yaml-editor[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Puts a text in place of what is there, as somebody does who pastes it.</summary>
    private static async Task TypeAsync(Visitor visitor, string text) => await visitor.Page.Locator("textarea[name=yaml]").EvaluateAsync(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }", text);

    private static ILocator Problems(Visitor visitor) => visitor.Page.GetByLabel("Problems", new() { Exact = true });

    private static string Written(string name) => $$"""
        project: acme
        kind: PIPELINE
        name: {{name}}
        enabled: false
        concurrency: 10
        stageOrder: [Write]
        stages:
          Write:
            taskOrder: [Note]
            tasks:
              Note:
                type: K8S
                endpoints: {kubernetesServer: Cluster}
                input:
                  action: APPLY
                  timeout: 5
                  yaml: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: written

        """;
}
