using Microsoft.Playwright;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.EndToEnd.Tests.Console;

/// <summary>A server process, the outside world it works on, and a browser. One for all tests of the console, which take their turns.</summary>
public sealed class ConsoleWorld : IAsyncLifetime
{
    public const string Repository = "acme/web";
    public const string Pipeline = "Deploy web";

    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private TestWorld world = null!;
    private SlipwayProcess server = null!;
    private SlipwayClient client = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private string signedIn = null!;

    /// <summary>Where screenshots go: outside of what git knows.</summary>
    public static string Screenshots { get; } = Path.GetFullPath(Path.Combine(SlipwayProcess.Binary, "..", "..", "..", "..", "screenshots"));

    public Uri Address => server.Address;

    internal TestWorld Outside => world;

    internal SlipwayClient Client => client;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        world = await TestWorld.StartAsync(cancellation);
        server = await SlipwayProcess.StartAsync(world.Data.FullName, "http://127.0.0.1:0", cancellation);
        client = await SlipwayClient.SignInAsync(Address, SlipwayProcess.UserName, SlipwayProcess.Password, cancellation);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = Switches });

        await using var visitor = await VisitAsync(new());
        await visitor.GoAsync("/executions");
        await visitor.SignInAsync(SlipwayProcess.UserName, SlipwayProcess.Password);
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing has run yet" }).WaitForAsync();
        Directory.CreateDirectory(Screenshots);
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, "executions-empty.png") });
        await visitor.GoAsync("/triggers/docker/activity");
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No push has come in yet" }).WaitForAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, "activity-empty.png") });
        visitor.ShouldHaveNoErrors();
        signedIn = await visitor.Page.Context.StorageStateAsync();

        await world.SetUpAsync(client, Repository, Pipelines.SideBySide, Pipeline, cancellation);
    }

    /// <summary>A browser of somebody who has not signed in.</summary>
    /// <param name="options">What the browser is like.</param>
    /// <param name="server">Another server than the one that the tests share.</param>
    public async Task<Visitor> VisitAsync(BrowserNewContextOptions options, Uri? server = null) =>
        new(await (await browser.NewContextAsync(options)).NewPageAsync(), server ?? Address);

    /// <summary>A browser of somebody who has signed in.</summary>
    public Task<Visitor> VisitSignedInAsync(BrowserNewContextOptions? options = null) =>
        VisitAsync(new(options ?? new()) { StorageState = signedIn });

    /// <summary>Pushes an image, as Docker Hub tells of it.</summary>
    public Task PushAsync(string tag) => world.Hub.PushAsync($"{Repository}:{tag}", TestContext.Current.CancellationToken);

    /// <summary>Pushes an image and waits until what it started has ended; returns the execution's id.</summary>
    public async Task<string> RunAsync(string tag)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await PushAsync(tag);
        var executions = await Eventually.Get(
            () => client.ListAsync("/codestream/api/executions", cancellation),
            all => all.Any(execution => execution["input"]?["DOCKER_TAG"]?.ToString() == tag && execution["_endTime"] is not null),
            TimeSpan.FromMinutes(1),
            cancellation);
        return executions.First(execution => execution["input"]?["DOCKER_TAG"]?.ToString() == tag)["id"]!.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        foreach (var part in (IAsyncDisposable?[])[server, world])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }
}

/// <summary>The tests of the console share one server and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleTests : ICollectionFixture<ConsoleWorld>
{
    public const string Name = "Console";
}
