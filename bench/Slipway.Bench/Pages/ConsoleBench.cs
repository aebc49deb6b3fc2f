using Slipway.Bench.Report;
using Slipway.Cli.Client;

namespace Slipway.Bench.Pages;

/// <summary>The console as people have it: the real server with a long past, a real browser, and many who look on.</summary>
internal static class ConsoleBench
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(ConsoleSchedule schedule, DirectoryInfo data, TextWriter progress, CancellationToken cancellationToken)
    {
        var directory = data.CreateSubdirectory("console");
        await FilledConsole.FillAsync(directory, schedule.Executions, schedule.Executions, cancellationToken);
        List<Figure> figures = [];
        await using (var server = await ConsoleProcess.StartAsync(directory, cancellationToken))
        {
            await using var chromium = await Chromium.StartAsync(server.Address);
            figures.AddRange(await PaintBench.RunAsync(chromium, server.Address, await PagesAsync(server.Address, cancellationToken), schedule.Paints, progress, cancellationToken));
            figures.AddRange(await InteractionBench.RunAsync(chromium, server.Address, schedule.Walks, progress, cancellationToken));
        }

        // A process of its own, lest the memory of what was measured before is counted as theirs.
        await using var fresh = await ConsoleProcess.StartAsync(directory, cancellationToken);
        string cookie;
        await using (var chromium = await Chromium.StartAsync(fresh.Address))
        {
            cookie = chromium.Cookie;
        }

        figures.AddRange(await CircuitBench.RunAsync(fresh, cookie, schedule.Consoles, schedule.Load, progress, cancellationToken));
        return figures;
    }

    private static async Task<IReadOnlyDictionary<string, string>> PagesAsync(Uri server, CancellationToken cancellationToken)
    {
        using var client = await SlipwayClient.SignInAsync(server, ConsoleProcess.UserName, ConsoleProcess.Password, cancellationToken);
        var execution = (await client.ListAsync("/codestream/api/executions?$top=1", cancellationToken))[0];
        var pipeline = execution["_pipelineLink"]!.ToString().Split('/')[^1];
        return new Dictionary<string, string>
        {
            ["dashboard"] = "/dashboard",
            ["executions"] = "/executions",
            ["executions as a table"] = "/executions?as=table",
            ["Docker activity"] = "/triggers/docker/activity",
            ["pipelines"] = "/pipelines",
            ["an execution"] = $"/executions/{execution["id"]}",
            ["a pipeline"] = $"/pipelines/{pipeline}",
        };
    }
}
