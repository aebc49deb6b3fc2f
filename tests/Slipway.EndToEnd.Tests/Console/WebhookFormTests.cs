using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class WebhookFormTests(ConsoleWorld world)
{
    private const string Webhooks = "/codestream/api/registry-webhooks";
    private const string Endpoints = "/codestream/api/endpoints";
    private const string OtherPassword = "another password for tests";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The procedure of Code Stream's documentation, "How do I use the Docker trigger", in a browser.</summary>
    [Fact]
    public async Task The_procedure_leads_from_nothing_to_the_running_stage_of_the_pushed_image()
    {
        var repository = await SetUpAsync("quay");
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "quay-hand", ["password"] = OtherPassword }, Cancellation);
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/triggers/docker/webhooks");
        await Link(visitor, "New Webhook for Docker").ClickAsync();
        await Field(visitor, "Project").FillAsync("quay");
        await Field(visitor, "Name").FillAsync("on push");
        await Button(visitor, "Create Endpoint").ClickAsync();
        await FillEndpointAsync(visitor, repository, TestWorld.HubPassword);
        await Choice(visitor, "Pipeline").SelectOptionAsync("Deploy quay");
        await Expect(Choice(visitor, "Pipeline").Locator("option:checked")).ToHaveTextAsync("Deploy quay (Docker inputs injected)");
        await Expect(Field(visitor, "REPLICAS")).ToHaveAttributeAsync("placeholder", "2");
        await Field(visitor, "REPLICAS").FillAsync("3");

        await Button(visitor, "Generate Token").ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("E-mail or user name")).ToHaveValueAsync(SlipwayProcess.UserName);
        await dialog.GetByLabel("E-mail or user name").FillAsync("quay-hand");
        await dialog.GetByLabel("Your password").FillAsync(OtherPassword);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Generate" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("somebody else");
        await dialog.GetByLabel("E-mail or user name").FillAsync(SlipwayProcess.UserName);
        await dialog.GetByLabel("Your password").FillAsync(SlipwayProcess.Password);
        await visitor.ScreenshotAsync("webhook-token");
        await visitor.LookForBarriersAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Generate" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("six months");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(dialog.Locator("[data-copied]")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create Variable" }).ClickAsync();
        await dialog.GetByLabel("Variable name").FillAsync("quay-token");
        await visitor.ScreenshotAsync("webhook-token-made");
        await visitor.LookForBarriersAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("The secret variable 'quay-token' holds it");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await Expect(Field(visitor, "API token")).ToHaveValueAsync("${var.quay-token}");
        await Expect(visitor.Page.GetByRole(AriaRole.Img, new() { Name = "A secret variable" })).ToBeVisibleAsync();

        await Field(visitor, "Image").FillAsync(repository);
        await Field(visitor, "Tag").FillAsync("semver:1.x");
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(ConsoleWorld.Screenshots, "webhook-form.png"), FullPage = true });
        await visitor.LookForBarriersAsync();
        await Button(visitor, "Save").ClickAsync();
        var card = visitor.Page.Locator(".webhook").First;
        await Expect(card.GetByRole(AriaRole.Heading)).ToHaveTextAsync("on push");
        await Expect(card).ToContainTextAsync("Enabled");
        await Expect(card).ToContainTextAsync("Token valid until");
        await visitor.ScreenshotAsync("webhook-saved");
        world.Outside.Hub.Hooks(repository).Count.ShouldBe(1);

        world.Outside.Cluster.PauseControllers();
        try
        {
            await world.Outside.Hub.PushAsync($"{repository}:1.0.0", Cancellation);
            await Expect(card.Locator(".last-push")).ToContainTextAsync("Started");
            await card.GetByRole(AriaRole.Link, new() { Name = "Activity" }).ClickAsync();
            await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
            await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("1.0.0");
            await visitor.Page.Locator("tbody tr").GetByRole(AriaRole.Link, new() { Name = "Deploy quay" }).ClickAsync();
            await Expect(visitor.Page.Locator(".facts").First).ToContainTextAsync($"Requested by{SlipwayProcess.UserName}");
            await visitor.Page.Locator(".stage.tone-busy .task", new() { HasText = "Roll out" }).ClickAsync();
            await Expect(visitor.Page.Locator(".panel")).ToContainTextAsync("Roll out");
            await Expect(visitor.Page.Locator(".panel")).ToContainTextAsync("replicas: 3");
        }
        finally
        {
            world.Outside.Cluster.ResumeControllers();
        }

        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_is_refused_is_said_at_its_field_and_nothing_stays_behind()
    {
        var repository = await SetUpAsync("skiff");
        await using var visitor = await world.VisitSignedInAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await visitor.GoLiveAsync("/triggers/docker/webhooks/new?project=skiff");
        await Expect(Field(visitor, "Project")).ToHaveValueAsync("skiff");
        await Field(visitor, "Name").FillAsync("refused");
        await Choice(visitor, "Pipeline").SelectOptionAsync("Deploy skiff");
        await Button(visitor, "Create Endpoint").ClickAsync();
        await FillEndpointAsync(visitor, repository, "not the password");
        await Field(visitor, "Tag").FillAsync("v(1");
        await Field(visitor, "Image").FillAsync("acme/.*");

        // What is typed outlives a reload; what is secret does not.
        await visitor.Page.ReloadAsync();
        await Expect(Field(visitor, "Endpoint name")).ToHaveValueAsync("Registry");
        await Expect(Choice(visitor, "Pipeline")).ToHaveValueAsync("Deploy skiff");
        await Expect(Field(visitor, "Tag")).ToHaveValueAsync("v(1");
        await Field(visitor, "Password").FillAsync("not the password");
        await Field(visitor, "API token").FillAsync(await GenerateAsync());
        await Button(visitor, "Create Variable").ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Variable name").FillAsync("skiff/token");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("ust not hold '/'");
        await visitor.ScreenshotAsync("webhook-variable-phone");
        await dialog.GetByLabel("Variable name").FillAsync("skiff-token");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Field(visitor, "API token")).ToHaveValueAsync("${var.skiff-token}");

        await Button(visitor, "Save").ClickAsync();
        await Expect(visitor.Page.Locator("#tag-error")).ToContainTextAsync("Is no regular expression. Invalid pattern 'v(1'");
        await Expect(Field(visitor, "Tag")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Field(visitor, "Tag")).ToBeFocusedAsync();
        (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(ConsoleWorld.Screenshots, "webhook-refused-phone.png"), FullPage = true });
        await visitor.LookForBarriersAsync();
        await Field(visitor, "Tag").FillAsync("v1");
        await Button(visitor, "Save").ClickAsync();
        await Expect(visitor.Page.Locator("#tag-error")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".form > .refusal")).ToContainTextAsync("password");

        (await world.Client.ListAsync($"{Endpoints}?$filter=project eq 'skiff'", Cancellation)).Select(endpoint => endpoint["name"]!.ToString()).ShouldBe(["Cluster"]);
        (await world.Client.ListAsync($"{Webhooks}?$filter=project eq 'skiff'", Cancellation)).ShouldBeEmpty();
        world.Outside.Hub.Hooks(repository).ShouldBeEmpty();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_two_people_change_is_overwritten_only_by_who_has_seen_it()
    {
        var id = await MakeWebhookAsync("dory");
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.GoLiveAsync("/triggers/docker/webhooks?project=dory");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Edit on push" }).ClickAsync();
        await Field(visitor, "Tag").FillAsync("glob:mine-*");
        await world.Client.PatchAsync($"{Webhooks}/{id}", new JsonObject { ["tagNamePattern"] = "glob:theirs-*", ["description"] = "Theirs" }, Cancellation);
        await Button(visitor, "Save").ClickAsync();

        var conflict = visitor.Page.Locator(".conflict");
        await Expect(conflict.GetByRole(AriaRole.Row).Filter(new() { HasText = "Tag" })).ToHaveTextAsync("Tagglob:mine-*glob:theirs-*");
        await Expect(conflict.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await visitor.ScreenshotAsync("webhook-conflict-dark");
        await visitor.LookForBarriersAsync();
        await Button(visitor, "Take theirs").ClickAsync();
        await Expect(Field(visitor, "Tag")).ToHaveValueAsync("glob:theirs-*");
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(ConsoleWorld.Screenshots, "webhook-edit-dark.png"), FullPage = true });

        await Field(visitor, "Tag").FillAsync("glob:mine-*");
        await world.Client.PatchAsync($"{Webhooks}/{id}", new JsonObject { ["tagNamePattern"] = "glob:again-*" }, Cancellation);
        await Button(visitor, "Save").ClickAsync();
        await Button(visitor, "Overwrite theirs with mine").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "is saved" })).ToBeVisibleAsync();
        var kept = await world.Client.GetAsync($"{Webhooks}/{id}", Cancellation);
        (kept["tagNamePattern"]!.ToString(), kept["description"]!.ToString(), kept["input"]!["REPLICAS"]!.ToString()).ShouldBe(("glob:mine-*", "Theirs", "5"));
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Who_may_only_look_is_offered_nothing_and_cannot_open_the_form()
    {
        var id = await MakeWebhookAsync("gig");
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "gig-viewer", ["password"] = OtherPassword }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/gig/members/gig-viewer", new JsonObject { ["role"] = "viewer" }, Cancellation);
        await using var visitor = await world.VisitAsync(new());
        await visitor.GoAsync("/triggers/docker/webhooks");
        await visitor.SignInAsync("gig-viewer", OtherPassword);

        await Expect(visitor.Page.Locator(".webhook")).ToHaveCountAsync(1);
        await Expect(Link(visitor, "New Webhook for Docker")).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" })).ToHaveCountAsync(0);
        foreach (var path in (string[])["new", id])
        {
            await visitor.GoLiveAsync($"/triggers/docker/webhooks/{path}");
            await Expect(visitor.Page.Locator(".empty")).ToContainTextAsync("developers of a project");
            await Expect(visitor.Page.Locator(".page form")).ToHaveCountAsync(0);
        }

        visitor.ShouldHaveNoErrors();
    }

    private async Task FillEndpointAsync(Visitor visitor, string repository, string password)
    {
        await Field(visitor, "Endpoint name").FillAsync("Registry");
        await Expect(Choice(visitor, "Server type")).ToHaveValueAsync("DockerHub");
        await Field(visitor, "Repo URL").FillAsync($"https://hub.docker.com/repository/docker/{repository}");
        await Field(visitor, "Username").FillAsync("acme");
        await Field(visitor, "Password").FillAsync(password);
        await Field(visitor, "API URL").FillAsync(world.Outside.Hub.Address.ToString());
    }

    private static ILocator Field(Visitor visitor, string label) => visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true })
        .Or(visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true }))
        .Or(visitor.Page.Locator("input[type=password]").And(visitor.Page.GetByLabel(label)));

    private static ILocator Choice(Visitor visitor, string label) => visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true });

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Link(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>A project with a cluster and a pipeline, and a repository at the stand-in of Docker Hub.</summary>
    private async Task<string> SetUpAsync(string project)
    {
        var repository = $"acme/{project}";
        world.Outside.Hub.AddRepository(repository);
        await world.Client.PostAsync("/iaas/api/projects", new JsonObject { ["name"] = project }, Cancellation);
        await world.Client.PostAsync(Endpoints, new JsonObject
        {
            ["project"] = project,
            ["name"] = "Cluster",
            ["type"] = "k8s",
            ["properties"] = new JsonObject
            {
                ["kubernetesURL"] = world.Outside.Cluster.Address.ToString(),
                ["authType"] = "token",
                ["token"] = world.Outside.Cluster.Token,
                ["certAuthorityData"] = world.Outside.Cluster.CertificateAuthority,
            },
        }, Cancellation);
        await world.Client.ImportAsync(Pipelines.RollOut(project), Cancellation);
        return repository;
    }

    private async Task<string> MakeWebhookAsync(string project)
    {
        var repository = await SetUpAsync(project);
        var made = await world.Client.PostAsync(Webhooks, new JsonObject
        {
            ["project"] = project,
            ["name"] = "on push",
            ["endpoint"] = new JsonObject
            {
                ["name"] = "Registry",
                ["properties"] = new JsonObject
                {
                    ["repoUrl"] = $"https://hub.docker.com/repository/docker/{repository}",
                    ["username"] = "acme",
                    ["password"] = TestWorld.HubPassword,
                    ["apiUrl"] = world.Outside.Hub.Address.ToString(),
                },
            },
            ["pipeline"] = $"Deploy {project}",
            ["input"] = new JsonObject { ["REPLICAS"] = "5" },
        }, Cancellation);
        return made["id"]!.ToString();
    }

    private async Task<string> GenerateAsync() =>
        (await world.Client.PostAsync("/codestream/api/tokens", new JsonObject { ["email"] = SlipwayProcess.UserName, ["password"] = SlipwayProcess.Password }, Cancellation))["token"]!.ToString();
}
