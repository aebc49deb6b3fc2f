using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class PipelinesPageTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_finds_a_name_and_what_is_done_to_a_pipeline_is_seen_at_once()
    {
        await world.Client.ImportAsync(Notes("Parcels by sea", enabled: false), Cancellation);
        await world.Client.ImportAsync(Notes("Parcels by air", enabled: true), Cancellation);
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/pipelines");
        await Expect(Card(visitor, "Deploy web")).ToContainTextAsync("3 stages, 5 tasks");
        await visitor.Page.GetByLabel("Search pipelines").FillAsync("by SEA");
        await visitor.Page.GetByLabel("Search pipelines").PressAsync("Enter");
        await Expect(visitor.Page.Locator(".pipeline")).ToHaveCountAsync(1);
        visitor.Page.Url.ShouldContain("text=by%20SEA");
        var sea = Card(visitor, "Parcels by sea");
        await Expect(sea).ToContainTextAsync("never ran");
        await Expect(sea.GetByRole(AriaRole.Button, new() { Name = "Run Parcels" })).ToHaveCountAsync(0);

        await sea.GetByRole(AriaRole.Button, new() { Name = "Enable" }).ClickAsync();
        await sea.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = false }).ClickAsync();
        await Expect(sea.Locator(".pill").First).ToHaveTextAsync("Released");
        await visitor.GoLiveAsync("/pipelines?as=table&project=acme&text=parcels");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await visitor.ScreenshotAsync("pipelines-two");
        var row = visitor.Page.Locator("tbody tr").Filter(new() { HasText = "Parcels by sea" });
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("Parcels by sea.yaml");
        (await File.ReadAllTextAsync(await download.PathAsync(), Cancellation)).ShouldContain("state: RELEASED");
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);

        await visitor.GoLiveAsync("/pipelines?project=nobody");
        await Expect(visitor.Page.Locator(".pipeline")).ToHaveCountAsync(0);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task The_run_dialog_asks_for_the_inputs_and_the_execution_has_exactly_these()
    {
        await world.Client.ImportAsync(Notes("Notes to run", enabled: true), Cancellation);
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/pipelines?text=Notes to run");
        await Card(visitor, "Notes to run").GetByRole(AriaRole.Button, new() { Name = "Run Notes to run" }).ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Run Notes to run" });
        await Expect(dialog.Locator("label").First).ToContainTextAsync("COLOUR");
        await Expect(dialog.GetByLabel("COUNT")).ToHaveValueAsync("3");
        await Expect(dialog).ToContainTextAsync("How it is painted");
        await visitor.ScreenshotAsync("pipelines-run");
        await visitor.LookForBarriersAsync();

        await dialog.GetByLabel("COUNT").FillAsync("7");
        await dialog.GetByLabel("COLOUR").FillAsync("green: \"really\"");
        await dialog.GetByLabel("Comments").FillAsync("because I can");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/executions/*");
        var execution = await world.Client.GetAsync($"/codestream/api{new Uri(visitor.Page.Url).AbsolutePath}", Cancellation);
        execution["input"]!.ToJsonString().ShouldBe(new JsonObject { ["COUNT"] = 7, ["COLOUR"] = "green: \"really\"", ["SIZE"] = "large" }.ToJsonString());
        execution["comments"]!.ToString().ShouldBe("because I can");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_file_that_is_dropped_is_imported_and_each_document_says_what_became_of_it()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/pipelines?text=Dropped");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Import" }).First.ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import" });
        await dialog.GetByLabel("Or paste it").FillAsync("kind: PIPELINE\nname: 7: 8\n");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Nothing was imported");
        await Expect(dialog.Locator(".problems")).ToContainTextAsync("2:");
        await visitor.LookForBarriersAsync();

        await DropAsync(visitor, $"{Notes("Dropped one", enabled: true)}\n---\n{Notes("Dropped two", enabled: false)}");
        await Expect(dialog.GetByText("notes.yaml")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Expect(dialog.Locator(".import-outcome li").Filter(new() { HasText = "Created" })).ToHaveCountAsync(2);
        await visitor.ScreenshotAsync("pipelines-import");
        await visitor.LookForBarriersAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("action=apply");
        await dialog.GetByLabel("What exists already").SelectOptionAsync("apply");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Expect(dialog.Locator(".import-outcome li").Filter(new() { HasText = "Updated" })).ToHaveCountAsync(2);

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await Expect(visitor.Page.Locator(".pipeline")).ToHaveCountAsync(2);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Who_may_only_look_sees_pipelines_and_nothing_to_do_with_them()
    {
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "reader", ["password"] = "a password for tests" }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/acme/members/reader", new JsonObject { ["role"] = "viewer" }, Cancellation);
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/pipelines?text=Deploy web");
        await visitor.SignInAsync("reader", "a password for tests");
        await Expect(Card(visitor, "Deploy web")).ToContainTextAsync("Enabled");
        await Expect(visitor.Page.Locator("main").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "New Pipeline" })).ToHaveCountAsync(0);

        await Card(visitor, "Deploy web").GetByRole(AriaRole.Link, new() { Name = "Deploy web", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true })).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "YAML", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText("You may look at this pipeline, and not change it.")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".monaco-editor").First).ToContainTextAsync("Deploy web");
        await Expect(visitor.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Input", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByLabel("Value of REPLICAS")).ToBeDisabledAsync();
        visitor.ShouldHaveNoErrors();
    }

    private static ILocator Card(Visitor visitor, string name) => visitor.Page.Locator(".pipeline").Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) });

    private static async Task DropAsync(Visitor visitor, string text) => await visitor.Page.Locator(".drop-zone").EvaluateAsync(
        """
        (zone, text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], 'notes.yaml', { type: 'application/yaml' }));
          zone.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
        }
        """,
        text);

    private static string Notes(string name, bool enabled) => $$"""
        project: acme
        kind: PIPELINE
        name: {{name}}
        enabled: {{(enabled ? "true" : "false")}}
        description: Writes a note
        tags: [notes]
        input: {COUNT: 3, COLOUR: blue, SIZE: large}
        _inputMeta:
          COLOUR: {description: How it is painted, mandatory: true}
        starred: {input: COLOUR}
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
                      name: note
                    data:
                      count: "${input.COUNT}"
        """;
}
