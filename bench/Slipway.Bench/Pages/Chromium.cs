using Microsoft.Playwright;

namespace Slipway.Bench.Pages;

/// <summary>Debian's browser, with somebody who has signed in.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Binary = "/usr/bin/chromium";
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>The cookie of whoever has signed in, as a request's header has it.</summary>
    public string Cookie { get; private set; } = "";

    private string SignedIn { get; set; } = "";

    public static async Task<Chromium> StartAsync(Uri server)
    {
        var playwright = await Playwright.CreateAsync();
        var chromium = new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Binary, Headless = true, Args = Switches }));
        var context = await chromium.AnonymousAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(server, "/executions").ToString());
        await page.GetByLabel("User name or e-mail").FillAsync(ConsoleProcess.UserName);
        await page.GetByLabel("Password").FillAsync(ConsoleProcess.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator(".execution").First.WaitForAsync();
        chromium.SignedIn = await context.StorageStateAsync();
        chromium.Cookie = string.Join("; ", (await context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        await context.DisposeAsync();
        return chromium;
    }

    /// <summary>A browser with nothing in its cache, of nobody.</summary>
    public Task<IBrowserContext> AnonymousAsync() => ContextAsync(null);

    /// <summary>A browser with nothing in its cache, of somebody who has signed in.</summary>
    public Task<IBrowserContext> SignedInAsync() => ContextAsync(SignedIn);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task<IBrowserContext> ContextAsync(string? state)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, StorageState = state });
        await context.AddInitScriptAsync(Clocks);
        return context;
    }

    // When the server listens to the page, and the longest that an event took until the browser painted again.
    private const string Clocks = """
        window.bench = { live: null, slowest: 0 };
        new MutationObserver((_, watcher) => {
          if (document.querySelector('.frame')?.dataset.live === 'true') {
            window.bench.live = performance.now();
            watcher.disconnect();
          }
        }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-live'] });
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) { window.bench.slowest = Math.max(window.bench.slowest, entry.duration); }
        }).observe({ type: 'event', durationThreshold: 16, buffered: true });
        """;
}
