using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class ModelTabTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pipeline_of_two_stages_is_built_on_the_canvas_from_nothing_and_its_YAML_says_so()
    {
        await using var visitor = await world.VisitSignedInAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await OpenAsync(visitor, "/pipelines/new?project=acme", Empty("Drawn"));

        await Button(visitor, "+ Stage").ClickAsync();
        await FillAsync(visitor, "Stage name", "Roll out");
        await Expect(Stage(visitor, "Roll out")).ToBeVisibleAsync();
        await Button(visitor, "+ Sequential Task in Roll out").ClickAsync();
        await Expect(Card(visitor, "Task0")).ToContainTextAsync("Not configured");
        await FillAsync(visitor, "Task name", "Apply.it");
        await Expect(visitor.Page.GetByText("A task's name cannot have '.'")).ToBeVisibleAsync();
        await FillAsync(visitor, "Task name", "Apply");
        await ChooseAsync(visitor, "Type", "K8S");
        await ChooseAsync(visitor, "Kubernetes cluster", "Cluster");
        await ChooseAsync(visitor, "Action", "APPLY");
        await FillAsync(visitor, "Manifest (YAML)", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: drawn\n  namespace: default\n");
        await Expect(Card(visitor, "Apply").Locator(".task-state")).ToHaveCountAsync(0);
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("task=Roll%20out.Apply"));
        await visitor.ScreenshotAsync("model-task");

        await Button(visitor, "Validate task").ClickAsync();
        await Expect(Verdicts(visitor)).ToContainTextAsync("Kubernetes cluster 'Cluster' answers");
        await Expect(Verdicts(visitor)).ToContainTextAsync("The manifest can be read");
        await visitor.ScreenshotAsync("model-validated");
        await visitor.LookForBarriersAsync();

        await Button(visitor, "+ Parallel Task beside Apply").ClickAsync();
        await Expect(Field(visitor, "Task name")).ToHaveValueAsync("Task0");
        await FillAsync(visitor, "Task name", "Tell");
        await ChooseAsync(visitor, "Type", "REST");
        await ChooseAsync(visitor, "Action", "post");
        await FillAsync(visitor, "URL", "https://example.test/told");
        await Button(visitor, "+ Value of Headers").ClickAsync();
        await FillAsync(visitor, "Name of a new value", "Accept");
        await FillAsync(visitor, "Value of Accept", "application/json");
        await Button(visitor, "+ Stage").ClickAsync();
        await FillAsync(visitor, "Stage name", "After");
        await Button(visitor, "+ Sequential Task in After").ClickAsync();
        await Expect(Field(visitor, "Task name")).ToHaveValueAsync("Task0");
        await ChooseAsync(visitor, "Type", "Condition");
        await FillAsync(visitor, "Condition", "${Roll out.Apply.status} == COMPLETED");
        await FillAsync(visitor, "Precondition", "\"${Roll out.Tell.output.responseCode}\" == \"200\"");
        await visitor.ScreenshotAsync("model-built");

        // What reads a task follows it.
        await Card(visitor, "Apply").ClickAsync();
        await Expect(Field(visitor, "Task name")).ToHaveValueAsync("Apply");
        await FillAsync(visitor, "Task name", "Ship");
        await Expect(Card(visitor, "Ship")).ToBeVisibleAsync();
        await Expect(Field(visitor, "Task name")).ToHaveValueAsync("Ship");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "YAML", Exact = true }).First.ClickAsync();
        var text = await visitor.Page.Locator("textarea[name=yaml]").InputValueAsync();

        // However it is written: lines or brackets, quotes or none.
        var said = Regex.Replace(text, @"[\s\[\]{}'""\\,-]+", " ");
        said.ShouldContain("stageOrder: Roll out After ");
        said.ShouldContain("taskOrder: Ship Tell ");
        said.ShouldContain("kubernetesServer: Cluster ");
        said.ShouldContain("action: APPLY ");
        said.ShouldContain("Accept: application/json ");
        said.ShouldContain("condition: $ Roll out.Ship.status == COMPLETED ");
        said.ShouldContain("preCondition: $ Roll out.Tell.output.responseCode == 200 ");
        await Expect(visitor.Page.GetByLabel("Problems", new() { Exact = true })).Not.ToContainTextAsync("error");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Tasks_and_stages_are_moved_by_mouse_and_by_keyboard_and_a_comment_of_the_YAML_stays()
    {
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1440, Height = 900 } });
        await OpenAsync(visitor, "/pipelines/new?project=acme", "# Ask the web team first\n" + TwoStages("Moved"));
        await Expect(Tasks(visitor, "Build")).ToHaveTextAsync(["Lint", "Push", "Note"]);

        await Card(visitor, "Note").DragToAsync(Card(visitor, "Apply"));
        await Expect(Tasks(visitor, "Build")).ToHaveTextAsync(["Lint", "Push"]);
        await Expect(Stage(visitor, "Roll out").Locator(".group[data-parallel] .task-name")).ToHaveTextAsync(["Apply", "Note"]);
        await Card(visitor, "Push").DragToAsync(Stage(visitor, "Roll out").Locator(".slot").First);
        await Expect(Tasks(visitor, "Roll out")).ToHaveTextAsync(["Push", "Apply", "Note"]);

        await Card(visitor, "Push").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Alt+ArrowLeft");
        await Expect(Tasks(visitor, "Build")).ToHaveTextAsync(["Lint", "Push"]);
        await Expect(Card(visitor, "Push")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Tasks(visitor, "Build")).ToHaveTextAsync(["Push", "Lint"]);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Button(visitor, "Move to the stage after").ClickAsync();
        await Expect(Tasks(visitor, "Roll out")).ToHaveTextAsync(["Push", "Apply", "Note"]);
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("task=Roll%20out.Push"));
        await visitor.ScreenshotAsync("model-dark");
        await visitor.LookForBarriersAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(Card(visitor, "Push")).ToBeFocusedAsync();

        await Stage(visitor, "Build").Locator("header").DragToAsync(Stage(visitor, "Roll out").Locator("header"), new() { TargetPosition = new() { X = 230, Y = 10 } });
        await Expect(visitor.Page.Locator(".model-stage h2")).ToHaveTextAsync(["Roll out", "Build"]);
        await Expect(visitor.Page.Locator("textarea[name=yaml]")).ToHaveValueAsync(new Regex(@"^# Ask the web team first\n[\s\S]*stageOrder: \[Roll out, Build\]\n[\s\S]*taskOrder: \[Push, 'Apply,Note'\]\n"));

        await Button(visitor, "Delete Build").ClickAsync();
        await Button(visitor, "Delete stage").ClickAsync();
        await Expect(visitor.Page.Locator(".model-stage h2")).ToHaveTextAsync(["Roll out"]);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_a_field_can_read_is_offered_while_somebody_types()
    {
        await using var visitor = await world.VisitSignedInAsync();
        await OpenAsync(visitor, "/pipelines/new?project=acme", TwoStages("Offered"));
        await Expect(Stage(visitor, "Roll out")).ToBeVisibleAsync();
        await Card(visitor, "Apply").ClickAsync();
        var url = Field(visitor, "URL");
        await url.FillAsync("https://example.test/");
        await url.PressAsync("End");
        await visitor.Page.Keyboard.TypeAsync("${build.push.output.response");
        var list = visitor.Page.GetByRole(AriaRole.Listbox, new() { Name = "What can be read here" });
        await Expect(list.GetByRole(AriaRole.Option).First).ToContainTextAsync("Build.Push.output.responseCode");
        await Expect(list.GetByRole(AriaRole.Option).First).ToContainTextAsync("The status code, such as 200.");
        await visitor.ScreenshotAsync("model-completion");
        await visitor.LookForBarriersAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("ArrowUp");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(url).ToHaveValueAsync("https://example.test/${Build.Push.output.responseCode}");
        await Expect(list).ToBeHiddenAsync();
        await url.PressAsync("Tab");
        await Expect(visitor.Page.Locator("textarea[name=yaml]")).ToHaveValueAsync(new Regex(@"url: https://example\.test/\$\{Build\.Push\.output\.responseCode\}\n"));

        var condition = Field(visitor, "Precondition");
        await condition.FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("\"${requestB");
        await Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();
        await visitor.Page.Keyboard.TypeAsync("y");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(condition).ToHaveValueAsync("\"${requestBy}");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task On_a_phone_a_link_leads_to_the_task_and_what_is_wrong_with_it_is_told()
    {
        await world.Client.ImportAsync(TwoStages("Linked"), Cancellation);
        var id = (await world.Client.ListAsync("/codestream/api/pipelines?$filter=name eq 'Linked'", Cancellation)).Single()["id"]!.ToString();
        await using var visitor = await world.VisitSignedInAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        await OpenAsync(visitor, $"/pipelines/{id}/edit?tab=model&task=Roll%20out.Apply");
        await Expect(Field(visitor, "Task name")).ToHaveValueAsync("Apply");
        await FillAsync(visitor, "URL", "https://example.test/${Build.Nope.output.x}");
        await Expect(visitor.Page.Locator("#input-url-error")).ToContainTextAsync("Nope");
        await Button(visitor, "Validate task").ClickAsync();
        await Expect(Verdicts(visitor)).ToContainTextAsync("Error");
        await visitor.ScreenshotAsync("model-phone-task");
        await visitor.LookForBarriersAsync();
        await Button(visitor, "Move to the stage before").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"task=Build\.Apply$"));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Close" }).ClickAsync();
        await Expect(visitor.Page.GetByLabel("Task name")).ToHaveCountAsync(0);
        await Expect(Tasks(visitor, "Build")).ToHaveTextAsync(["Lint", "Push", "Note", "Apply"]);
        await Expect(Card(visitor, "Apply")).ToContainTextAsync("1 error");
        (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await visitor.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await visitor.ScreenshotAsync("model-phone");
        visitor.ShouldHaveNoErrors();
    }

    private static async Task OpenAsync(Visitor visitor, string path, string? text = null)
    {
        await visitor.GoLiveAsync(path);
        await visitor.Page.Locator(".yaml-editor[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (text is not null)
        {
            await visitor.Page.Locator("textarea[name=yaml]").EvaluateAsync("(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }", text);
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Model", Exact = true }).ClickAsync();
        }
    }

    /// <summary>Types into a field and leaves it; what is written follows.</summary>
    private static async Task FillAsync(Visitor visitor, string label, string text)
    {
        var field = Field(visitor, label);
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }

    private static async Task ChooseAsync(Visitor visitor, string label, string value) => await Field(visitor, label).SelectOptionAsync(value);

    // What must be filled in has a star behind its label.
    private static ILocator Field(Visitor visitor, string label) => visitor.Page.GetByLabel(new Regex($@"^{label.Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal)}( \*)?$"));

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Stage(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Listitem, new() { Name = $"Stage {name}", Exact = true });

    private static ILocator Tasks(Visitor visitor, string stage) => Stage(visitor, stage).Locator(".task-name");

    private static ILocator Card(Visitor visitor, string task) => visitor.Page.Locator($".model-task[data-task='{task}']");

    private static ILocator Verdicts(Visitor visitor) => visitor.Page.GetByLabel("Validation", new() { Exact = true });

    private static string Empty(string name) => $$"""
        project: acme
        kind: PIPELINE
        name: {{name}}
        enabled: false
        concurrency: 10
        stageOrder: []
        stages: {}

        """;

    private static string TwoStages(string name) => $$$"""
        project: acme
        kind: PIPELINE
        name: {{{name}}}
        enabled: false
        concurrency: 10
        stageOrder: [Build, Roll out]
        stages:
          Build:
            taskOrder: ['Lint,Push', Note]
            tasks:
              Lint: {type: REST, input: {action: get, url: 'https://example.test/lint'}}
              Push: {type: REST, input: {action: get, url: 'https://example.test/push'}}
              Note: {type: K8S, endpoints: {kubernetesServer: Cluster}, input: {action: GET}}
          Roll out:
            taskOrder: [Apply]
            tasks:
              Apply: {type: REST, input: {action: get, url: 'https://example.test/apply'}}

        """;
}
