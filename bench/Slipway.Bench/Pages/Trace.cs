using System.Text.Json;
using Microsoft.Playwright;

namespace Slipway.Bench.Pages;

/// <summary>What Chromium's own tracing says of one navigation: all in milliseconds since it began.</summary>
/// <param name="FirstContentfulPaint">When there was something to see.</param>
/// <param name="LargestContentfulPaint">When the largest thing was there.</param>
/// <param name="PageSays">The first, as the page's own entry has it: the two must agree.</param>
/// <param name="Live">When the server listened to the page; null where none does.</param>
internal sealed record Trace(double FirstContentfulPaint, double LargestContentfulPaint, double PageSays, double? Live)
{
    private const string Categories = "loading,rail,devtools.timeline,blink.user_timing";

    /// <summary>Goes to an address and watches.</summary>
    public static async Task<Trace> OfAsync(IPage page, Uri address, bool becomesLive)
    {
        var events = new List<JsonElement>();
        var complete = new TaskCompletionSource();
        var browser = await page.Context.NewCDPSessionAsync(page);
        browser.Event("Tracing.dataCollected").OnEvent += (_, data) => events.AddRange(data!.Value.GetProperty("value").EnumerateArray().Select(one => one.Clone()));
        browser.Event("Tracing.tracingComplete").OnEvent += (_, _) => complete.TrySetResult();
        await browser.SendAsync("Tracing.start", new Dictionary<string, object> { ["transferMode"] = "ReportEvents", ["categories"] = Categories });
        await page.GotoAsync(address.ToString());
        if (becomesLive)
        {
            await page.WaitForFunctionAsync("() => window.bench.live !== null");
        }

        // Until what came with that is painted, too.
        await page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
        var says = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
        var live = await page.EvaluateAsync<double?>("() => window.bench.live");
        await browser.SendAsync("Tracing.end");
        await complete.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await browser.DetachAsync();

        var first = events.Last(one => NameOf(one) == "firstContentfulPaint");
        var frame = FrameOf(first);
        var began = Micros(events.Last(one => NameOf(one) == "navigationStart" && FrameOf(one) == frame && Micros(one) <= Micros(first)));
        var largest = events.Where(one => NameOf(one) == "largestContentfulPaint::Candidate" && FrameOf(one) == frame && Micros(one) >= began).Select(Micros).DefaultIfEmpty(Micros(first)).Max();
        return new Trace((Micros(first) - began) / 1000, (largest - began) / 1000, says, live);
    }

    private static string? NameOf(JsonElement one) => one.TryGetProperty("name", out var name) ? name.GetString() : null;

    private static string? FrameOf(JsonElement one) => one.GetProperty("args").TryGetProperty("frame", out var frame) ? frame.GetString() : null;

    private static double Micros(JsonElement one) => one.GetProperty("ts").GetDouble();
}
