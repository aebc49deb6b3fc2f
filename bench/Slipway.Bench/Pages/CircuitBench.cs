using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Bench.Report;
using Slipway.Cli.Client;

namespace Slipway.Bench.Pages;

/// <summary>The memory of a server with many open consoles, while executions change.</summary>
internal static class CircuitBench
{
    private const double BudgetMib = 600;
    private const int RunsEachSecond = 4;
    private const int OpenedAtOnce = 8;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(ConsoleProcess server, string cookie, int consoles, TimeSpan load, TextWriter progress, CancellationToken cancellationToken)
    {
        using var client = await SlipwayClient.SignInAsync(server.Address, ConsoleProcess.UserName, ConsoleProcess.Password, cancellationToken);
        var pipelines = (await client.ListAsync("/codestream/api/pipelines", cancellationToken)).Where(pipeline => pipeline["name"]!.ToString() != FilledConsole.PipelineName(0)).Select(pipeline => pipeline["id"]!.ToString()).ToArray();
        using var http = new HttpClient();
        var page = new Uri(server.Address, "/executions");

        // A server that has shown pages and run something, so that code is compiled: what comes then is the consoles'.
        await (await OpenConsole.OpenAsync(http, page, cookie, cancellationToken)).DisposeAsync();
        await LoadAsync(client, pipelines, Rest, () => { }, cancellationToken);
        var before = server.ResidentMib;

        var open = new List<OpenConsole>();
        try
        {
            foreach (var some in Enumerable.Range(0, consoles).Chunk(OpenedAtOnce))
            {
                open.AddRange(await Task.WhenAll(some.Select(_ => OpenConsole.OpenAsync(http, page, cookie, cancellationToken))));
            }

            await Task.Delay(Rest, cancellationToken);
            var resting = server.ResidentMib;
            var most = resting;
            var (drawn, processor, bytes) = (open.Select(console => console.Batches).ToArray(), server.ProcessorTime, open.Sum(console => console.Bytes));
            var runs = await LoadAsync(client, pipelines, load, () => most = Math.Max(most, server.ResidentMib), cancellationToken);
            var busy = (server.ProcessorTime - processor) / load;
            await Task.Delay(Rest, cancellationToken);

            var fewest = open.Select((console, place) => console.Batches - drawn[place]).Min();
            if (fewest == 0 || open.Any(console => !console.IsOpen))
            {
                throw new BenchException("Not every open console was told of what ran.");
            }

            var told = (open.Sum(console => console.Bytes) - bytes) / open.Count / load.TotalSeconds / 1024;
            await progress.WriteLineAsync($"consoles: {runs} executions in {load.TotalSeconds:0} s; each console drew at least {fewest} times");
            await Task.WhenAll(open.Select(console => console.DisposeAsync().AsTask()));
            await Task.Delay(Rest, cancellationToken);
            return
            [
                new($"{consoles} open consoles, {RunsEachSecond} executions/s: MiB at most", Text(most), "the server without any", Text(before), (most / before).ToString("0.00", CultureInfo.InvariantCulture), "≤ 600", most <= BudgetMib),
                new("… when they rest, MiB", Text(resting), "the server without any", Text(before), "", "", null),
                new("… each, KiB", Text((resting - before) * 1024 / consoles), "", "", "", "", null),
                new("… the most that the process ever had, MiB", Text(server.PeakMib), "", "", "", "≤ 600", server.PeakMib <= BudgetMib),
                new("… after they have gone, MiB", Text(server.ResidentMib), "the server without any", Text(before), "", "", null),
                new("… processors taken meanwhile", busy.ToString("0.00", CultureInfo.InvariantCulture), "", "", "", "", null),
                new("… drawn by each, KiB/s", told.ToString("0.0", CultureInfo.InvariantCulture), "", "", "", "", null),
            ];
        }
        finally
        {
            foreach (var console in open)
            {
                await console.DisposeAsync();
            }
        }
    }

    /// <summary>Runs something a few times each second; the answer is how often.</summary>
    private static async Task<int> LoadAsync(SlipwayClient client, string[] pipelines, TimeSpan load, Action look, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / RunsEachSecond);
        var runs = 0;
        for (; runs < load.TotalSeconds * RunsEachSecond && await timer.WaitForNextTickAsync(cancellationToken); runs++)
        {
            await client.PostAsync($"/codestream/api/pipelines/{pipelines[runs % pipelines.Length]}/executions", new JsonObject { ["comments"] = "while somebody looks on" }, cancellationToken);
            look();
        }

        return runs;
    }

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
