using System.Globalization;
using Slipway.Bench.Report;

namespace Slipway.Bench.Pages;

/// <summary>How soon there is something to see: of each page with an empty cache, and when all files are there. All pages in turn, so that a slow minute hits them all.</summary>
internal static class PaintBench
{
    private const double BudgetMillis = 1000;

    // Drawn by the server with the same style sheets, and without a list or a circuit.
    private const string Control = "/sign-in";

    public static async Task<IReadOnlyList<Figure>> RunAsync(Chromium chromium, Uri server, IReadOnlyDictionary<string, string> pages, int rounds, TextWriter progress, CancellationToken cancellationToken)
    {
        List<Case> cases = [.. pages.Select(page => new Case(page.Key, page.Value, IsCold: true)), .. pages.Select(page => new Case(page.Key, page.Value, IsCold: false))];
        var controls = new Dictionary<bool, Samples> { [true] = new(), [false] = new() };

        // The first visitors pay for the compiler; they are not measured.
        for (var round = -2; round < rounds; round++)
        {
            foreach (var isCold in (bool[])[true, false])
            {
                var control = await VisitAsync(chromium, signedIn: false, new Uri(server, Control), isCold);
                foreach (var one in cases.Where(one => one.IsCold == isCold))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var trace = await VisitAsync(chromium, signedIn: true, new Uri(server, one.Path), isCold);
                    if (round >= 0)
                    {
                        one.First.Add(trace.FirstContentfulPaint);
                        one.Largest.Add(trace.LargestContentfulPaint);
                        one.Apart.Add(Math.Abs(trace.FirstContentfulPaint - trace.PageSays));
                        one.Live.Add(trace.Live ?? 0);
                    }
                }

                if (round >= 0)
                {
                    controls[isCold].Add(control.FirstContentfulPaint);
                }
            }

            await progress.WriteLineAsync($"paints: round {round + 1} of {rounds}");
        }

        await progress.WriteLineAsync($"paints: the trace and the page's own entry were at most {cases.Max(one => one.Apart.P95):0.0} ms apart (p95)");
        return [.. cases.SelectMany(one => one.Figures(controls[one.IsCold]))];
    }

    private static async Task<Trace> VisitAsync(Chromium chromium, bool signedIn, Uri address, bool isCold)
    {
        await using var context = await (signedIn ? chromium.SignedInAsync() : chromium.AnonymousAsync());
        var page = await context.NewPageAsync();
        if (!isCold)
        {
            await Trace.OfAsync(page, address, becomesLive: signedIn);
            await page.GotoAsync("about:blank");
        }

        return await Trace.OfAsync(page, address, becomesLive: signedIn);
    }

    private sealed record Case(string Name, string Path, bool IsCold)
    {
        public Samples First { get; } = new();

        public Samples Largest { get; } = new();

        public Samples Live { get; } = new();

        public Samples Apart { get; } = new();

        public IEnumerable<Figure> Figures(Samples control)
        {
            var what = $"{Name}, {(IsCold ? "cold" : "warm")}";
            var ratio = Spread.Of(Enumerable.Range(0, First.Count).Select(round => First[round] / control[round]));
            yield return new($"{what}: first contentful paint, ms", First.ToString(), "the sign-in page", control.ToString(), ratio.Show("0.0"), "p95 ≤ 1000", First.P95 <= BudgetMillis);
            yield return new($"{what}: largest contentful paint, ms", Largest.ToString(), "", "", "", "", null);
            yield return new($"{what}: live, ms", Live.Median.ToString("0", CultureInfo.InvariantCulture) + $", p95 {Live.P95.ToString("0", CultureInfo.InvariantCulture)}", "", "", "", "", null);
        }
    }
}
