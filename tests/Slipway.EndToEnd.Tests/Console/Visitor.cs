using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace Slipway.EndToEnd.Tests.Console;

/// <summary>Somebody at a browser, who notices whatever the browser complains about.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // What the YAML editor's loader says of axe-core, which gives itself to it as a module each time that it looks.
    private const string OfTheTool = "Duplicate definition of module 'axe-core'";

    private readonly List<string> complaints = [];

    internal Visitor(IPage page, Uri address)
    {
        Page = page;
        Address = address;
        page.SetDefaultTimeout(30_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && message.Text != OfTheTool)
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>The server that is looked at.</summary>
    public Uri Address { get; }

    /// <summary>Opens a page of the console.</summary>
    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(new Uri(Address, path).ToString());

    /// <summary>Opens a page of the console and waits until the server listens to it.</summary>
    public async Task GoLiveAsync(string path)
    {
        await GoAsync(path);
        await Page.WaitForFunctionAsync("() => document.querySelector('.frame')?.dataset.live === 'true'");
    }

    /// <summary>Fills in the form.</summary>
    public async Task SignInAsync(string user, string password)
    {
        await Page.GetByLabel("User name or e-mail").FillAsync(user);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public async Task ScreenshotAsync(string name) => await Page.ScreenshotAsync(new() { Path = Path.Combine(ConsoleWorld.Screenshots, $"{name}.png") });

    /// <summary>Has axe-core look for what keeps people out of the page as it is now; what it finds is a complaint like any other.</summary>
    public async Task LookForBarriersAsync()
    {
        var found = await Page.RunAxe();
        complaints.AddRange(found.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes, (violation, node) => $"{new Uri(Page.Url).AbsolutePath}: {violation.Id}: {node.Html}"));
    }

    /// <summary>The browser has had nothing to complain about.</summary>
    public void ShouldHaveNoErrors() => complaints.ShouldBeEmpty();

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
