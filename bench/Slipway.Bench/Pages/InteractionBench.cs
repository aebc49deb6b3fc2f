using Microsoft.Playwright;
using Slipway.Bench.Report;

namespace Slipway.Bench.Pages;

/// <summary>How long people wait for what they do on the lists.</summary>
internal static class InteractionBench
{
    private const double BudgetMillis = 100;

    private static readonly Interaction Control = new("open the search dialog", page => page.Locator("[data-search]").ClickAsync(), "document.querySelector('dialog[open], [role=dialog]') !== null");

    // One walk through the list; each step begins where the one before ended.
    private static readonly Interaction[] Walk =
    [
        new("executions: choose a status", page => page.Locator(".chips a", new() { HasText = "Failed" }).First.ClickAsync(), "[...document.querySelectorAll('.executions .pill')].every(pill => pill.textContent === 'Failed')"),
        new("executions: next page", page => page.Locator(".pager a[rel=next]").ClickAsync(), "document.querySelector('.pager span').textContent.startsWith('Page 2')"),
        new("executions: search a name", SearchAsync, "[...document.querySelectorAll('.executions .name')].every(name => name.textContent.startsWith('pipeline-12#'))", "keydown"),
        new("executions: as a table", page => page.Locator("nav[aria-label=View] a", new() { HasText = "Table" }).ClickAsync(), "document.querySelectorAll('.execution-table tbody tr').length === 25"),
        new("executions: open one", page => page.Locator(".execution-table tbody .name").First.ClickAsync(), "document.querySelector('h1 .number') !== null"),
        new("execution: open a task", page => page.Locator("a.task").First.ClickAsync(), "document.getElementById('panel-title') !== null"),
    ];

    private static readonly Interaction[] WalkOfPipelines =
    [
        new("pipelines: as a table", page => page.Locator("nav[aria-label=View] a", new() { HasText = "Table" }).ClickAsync(), "document.querySelectorAll('.pipeline-table tbody tr').length === 24"),
        new("pipelines: next page", page => page.Locator(".pager a[rel=next]").ClickAsync(), "document.querySelector('.pager span').textContent.startsWith('Page 2')"),
    ];

    private static readonly Interaction[] WalkOfActivity =
    [
        new("activity: next page", page => page.Locator(".pager a[rel=next]").ClickAsync(), "document.querySelector('.pager span').textContent.startsWith('Page 2')"),
    ];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Chromium chromium, Uri server, int rounds, TextWriter progress, CancellationToken cancellationToken)
    {
        var took = new Dictionary<Interaction, Samples>();
        var (control, slowest) = (new Samples(), new Samples());
        await using var context = await chromium.SignedInAsync();
        var page = await context.NewPageAsync();
        for (var round = -3; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (path, walk) in ((string, Interaction[])[])[("/executions", Walk), ("/pipelines", WalkOfPipelines), ("/triggers/docker/activity", WalkOfActivity)])
            {
                await page.GotoAsync(new Uri(server, path).ToString());
                await page.WaitForFunctionAsync("() => window.bench.live !== null");
                if (walk == Walk)
                {
                    var least = await Control.MeasureAsync(page);
                    await page.Keyboard.PressAsync("Escape");
                    await page.Locator("[role=dialog]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
                    Keep(control, least, round);
                }

                foreach (var step in walk)
                {
                    took.TryAdd(step, new());
                    Keep(took[step], await step.MeasureAsync(page), round);
                }

                Keep(slowest, await page.EvaluateAsync<double>("() => window.bench.slowest"), round);
            }

            await progress.WriteLineAsync($"interactions: round {round + 1} of {rounds}");
        }

        return
        [
            .. took.Select(one => new Figure(
                $"{one.Key.Name}, ms", one.Value.ToString(), "open the search dialog", control.ToString(),
                Spread.Of(Enumerable.Range(0, one.Value.Count).Select(round => one.Value[round] / control[round])).Show("0.0"), "p95 ≤ 100", one.Value.P95 <= BudgetMillis)),
            new("the slowest event of a walk until the browser painted again (Event Timing), ms", slowest.ToString(), "", "", "", "p95 ≤ 100", slowest.P95 <= BudgetMillis),
        ];

        static void Keep(Samples samples, double value, int round)
        {
            if (round >= 0)
            {
                samples.Add(value);
            }
        }
    }

    // A keydown for each letter would begin the clock: the text is put in at once, and Enter sends it.
    private static async Task SearchAsync(IPage page)
    {
        await page.Locator("main input[type=search]").EvaluateAsync("(box) => { box.focus(); box.select(); document.execCommand('insertText', false, 'pipeline-12'); }");
        await page.Keyboard.PressAsync("Enter");
    }
}
