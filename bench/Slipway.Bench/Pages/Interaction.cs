using Microsoft.Playwright;

namespace Slipway.Bench.Pages;

/// <summary>Something that people do on a page, and how it is seen that it is done.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Act">What they do; it makes one event of the type that is waited for.</param>
/// <param name="IsDone">A JavaScript expression that holds when the result is there.</param>
/// <param name="Event">The event from whose time stamp on is measured.</param>
internal sealed record Interaction(string Name, Func<IPage, Task> Act, string IsDone, string Event = "click")
{
    /// <summary>From the event to the first paint with the result in it, in milliseconds.</summary>
    public async Task<double> MeasureAsync(IPage page)
    {
        await page.EvaluateAsync(
            $$"""
            () => {
              window.bench.took = new Promise((resolve, reject) => {
                let began;
                const isDone = () => {{IsDone}};
                const look = () => {
                  if (began === undefined || !isDone()) { return; }
                  watcher.disconnect();
                  requestAnimationFrame(() => {
                    // Comes after the paint of the frame that was asked for.
                    const painted = new MessageChannel();
                    painted.port1.onmessage = () => resolve(performance.now() - began);
                    painted.port2.postMessage(0);
                  });
                };
                const watcher = new MutationObserver(look);
                addEventListener('{{Event}}', event => { began ??= event.timeStamp; }, { capture: true, once: true });
                watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
                setTimeout(() => reject(new Error('It was not done in 30 s.')), 30000);
              });
              window.bench.took.catch(() => {});
            }
            """);
        await Act(page);
        return await page.EvaluateAsync<double>("() => window.bench.took");
    }
}
