using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Slipway.Tasks.Tests.Endpoints;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class EndpointsPageTests(ConsoleWorld world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_makes_an_endpoint_whose_certificate_they_accept_and_its_secret_stays_when_it_is_changed()
    {
        await using var visitor = await world.VisitSignedInAsync();
        var page = visitor.Page;
        await visitor.GoLiveAsync("/endpoints");
        await page.GetByRole(AriaRole.Link, new() { Name = "New Endpoint" }).ClickAsync();
        await page.GetByLabel("Project *").FillAsync("acme");
        await page.GetByLabel("Type *").SelectOptionAsync("Kubernetes");
        await page.GetByLabel("Name *").FillAsync("made here");
        await page.GetByLabel("Name *").BlurAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#property-kubernetesURL-error")).ToContainTextAsync("ust not be blank");
        await visitor.LookForBarriersAsync();

        await page.GetByLabel("Cluster URL").FillAsync(world.Outside.Cluster.Address.ToString());
        await page.GetByLabel("Token *").FillAsync(world.Outside.Cluster.Token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Validate" }).ClickAsync();
        await Expect(page.Locator(".probe")).ToContainTextAsync("The certificate is not trusted");
        await visitor.ScreenshotAsync("endpoint-certificate");
        await visitor.LookForBarriersAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept certificate" }).ClickAsync();
        await Expect(page.Locator(".probe")).ToContainTextAsync("It works");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "made here" }).ClickAsync();
        await Expect(page.GetByLabel("Token *")).ToHaveValueAsync("******");
        await page.GetByLabel("Description").FillAsync("changed here");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "made here" })).ToContainTextAsync("changed here");
        await page.GetByRole(AriaRole.Link, new() { Name = "made here" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Validate" }).ClickAsync();
        await Expect(page.Locator(".probe")).ToContainTextAsync("It works");

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Endpoints" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "made here" })).ToHaveCountAsync(0);
        visitor.ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("ssh", 1280, 800)]
    [InlineData("git", 390, 844)]
    public async Task Nobody_signs_in_at_a_host_before_somebody_accepts_the_key_that_it_shows(string type, int width, int height)
    {
        await using var host = await SshServer.StartAsync(Cancellation);
        await using var visitor = await world.VisitSignedInAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        var page = visitor.Page;
        await visitor.GoLiveAsync($"/endpoints/new?type={type}&project=acme");
        await page.GetByLabel("Name *").First.FillAsync($"host by {type}");
        await (type == "ssh" ? FillHostAsync(page, host) : FillRepositoryAsync(page, host));
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Private key" }).FillAsync(host.PrivateKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Validate" }).ClickAsync();
        await Expect(page.Locator(".probe")).ToContainTextAsync("The host key is not accepted");
        await Expect(page.Locator(".probe code")).ToHaveTextAsync(host.HostKey);
        await visitor.ScreenshotAsync($"endpoint-host-key-{type}");
        await visitor.LookForBarriersAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Accept host key" }).ClickAsync();
        await Expect(page.Locator(".probe")).ToContainTextAsync("It works");
        await Expect(page.GetByLabel("Host key", new() { Exact = true })).ToHaveValueAsync(host.HostKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"host by {type}" })).ToBeVisibleAsync();
        var kept = await world.Client.GetAsync($"/codestream/api/endpoints/acme/host by {type}", Cancellation);
        kept["properties"]!["hostKey"]!.ToString().ShouldBe(host.HostKey);
        await world.Client.DeleteAsync($"/codestream/api/endpoints/acme/host by {type}", Cancellation);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Two_who_change_the_same_endpoint_are_told_and_neither_overwrites_the_other_unseen()
    {
        var made = await world.Client.PostAsync("/codestream/api/endpoints", Jira("two people"), Cancellation);
        var link = made["_link"]!.ToString();
        await using var visitor = await world.VisitSignedInAsync();
        var page = visitor.Page;
        await visitor.GoLiveAsync($"/endpoints/{made["id"]}");
        await page.GetByLabel("Description").FillAsync("mine");
        await world.Client.PatchAsync(link, new JsonObject { ["description"] = "theirs" }, Cancellation);

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".conflict")).ToContainTextAsync("theirs");
        await visitor.ScreenshotAsync("endpoint-conflict");
        (await page.ContentAsync()).ShouldNotContain("a jira password");
        (await world.Client.GetAsync(link, Cancellation))["description"]!.ToString().ShouldBe("theirs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Overwrite theirs with mine" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "two people" })).ToContainTextAsync("mine");
        await world.Client.DeleteAsync(link, Cancellation);
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task What_is_in_use_is_not_deleted_and_who_may_only_look_finds_nothing_to_press()
    {
        await world.Client.PostAsync("/codestream/api/users", new JsonObject { ["userName"] = "endpoint-looker", ["password"] = "a password for tests" }, Cancellation);
        await world.Client.PutAsync("/codestream/api/projects/acme/members/endpoint-looker", new JsonObject { ["role"] = "viewer" }, Cancellation);
        await using var visitor = await world.VisitSignedInAsync();
        await visitor.GoLiveAsync("/endpoints?text=clust&project=acme");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Cluster", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(visitor.Page.Locator(".refusal")).ToContainTextAsync("pipeline 'Deploy web'");
        visitor.ShouldHaveNoErrors();

        await using var looker = await world.VisitAsync(new());
        await looker.GoAsync("/endpoints?project=acme");
        await looker.SignInAsync("endpoint-looker", "a password for tests");
        await Expect(looker.Page.GetByRole(AriaRole.Link, new() { Name = "New Endpoint" })).ToHaveCountAsync(0);
        await looker.Page.GetByRole(AriaRole.Link, new() { Name = "Cluster", Exact = true }).ClickAsync();
        await Expect(looker.Page.GetByLabel("Cluster URL")).ToBeDisabledAsync();
        await Expect(looker.Page.Locator("form.form").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        (await looker.Page.ContentAsync()).ShouldNotContain(world.Outside.Cluster.Token);
        await world.Client.DeleteAsync("/codestream/api/users/endpoint-looker", Cancellation);
    }

    [Fact]
    public async Task A_password_that_a_variable_keeps_is_read_from_there_and_the_variable_stays_as_long_as_it_is_named()
    {
        var variable = await world.Client.PostAsync("/codestream/api/variables", new JsonObject { ["project"] = "acme", ["name"] = "cluster-token", ["type"] = "SECRET", ["value"] = world.Outside.Cluster.Token }, Cancellation);
        await using var visitor = await world.VisitSignedInAsync();
        var page = visitor.Page;
        await visitor.GoLiveAsync("/endpoints/new?type=k8s&project=acme");
        await page.GetByLabel("Name *").FillAsync("by variable");
        await page.GetByLabel("Cluster URL").FillAsync(world.Outside.Cluster.Address.ToString());
        await page.GetByLabel("Variable for Token").SelectOptionAsync("cluster-token");
        await Expect(page.Locator(".from-note")).ToContainTextAsync("Reads the secret variable 'cluster-token'");
        await page.GetByLabel("Certificate authority").FillAsync(world.Outside.Cluster.CertificateAuthority!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Validate" }).ClickAsync();
        await Expect(page.Locator(".probe")).ToContainTextAsync("It works");
        await visitor.ScreenshotAsync("endpoint-variable");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "by variable" })).ToBeVisibleAsync();

        await visitor.GoLiveAsync($"/variables/{variable["id"]}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(page.Locator(".refusal")).ToContainTextAsync("endpoint 'by variable'");
        await world.Client.DeleteAsync("/codestream/api/endpoints/acme/by variable", Cancellation);
        await world.Client.DeleteAsync(variable["_link"]!.ToString(), Cancellation);
        visitor.ShouldHaveNoErrors();
    }

    private static async Task FillHostAsync(IPage page, SshServer host)
    {
        await page.GetByLabel("Host *").FillAsync("127.0.0.1");
        await page.GetByLabel("Port").FillAsync($"{host.Port}");
        await page.GetByLabel("User name *").FillAsync(Environment.UserName);
        await page.GetByLabel("Authentication").SelectOptionAsync("privateKey");
    }

    private static async Task FillRepositoryAsync(IPage page, SshServer host)
    {
        var repository = Path.Combine(host.Home.FullName, "web.git");
        await SshServer.RunAsync("git", ["init", "--bare", "-q", repository], Cancellation);
        await page.GetByLabel("Git server type").SelectOptionAsync("Git");
        await page.GetByLabel("Repo URL").FillAsync($"ssh://{Environment.UserName}@127.0.0.1:{host.Port}{repository}");
        await page.GetByLabel("Authentication").SelectOptionAsync("PRIVATE_KEY");
    }

    private static JsonObject Jira(string name) => new()
    {
        ["project"] = "acme",
        ["name"] = name,
        ["type"] = "jira",
        ["properties"] = new JsonObject { ["url"] = "https://jira.acme.example", ["username"] = "ci", ["password"] = "a jira password" },
    };
}
