using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Slipway.Cli.Demo;

/// <summary>Shows the way of a push while it goes: delivery → event → execution → stages and tasks → rollout.</summary>
internal sealed class StreetView(DemoWorld world, IAnsiConsole console)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly HashSet<string> shown = [];
    private long start;

    /// <summary>Pushes an image and shows it to its end. Returns why it is not rolled out, or null when it is.</summary>
    public async Task<string?> PushAsync(string image, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        start = Stopwatch.GetTimestamp();
        try
        {
            var push = await world.Hub.PushAsync(image, patience.Token);
            foreach (var answer in push.Answers)
            {
                Say("delivery", $"Docker Hub called the webhook; answered {answer.Status}: it is on disk");
            }

            return await ShowAsync(await NextEventAsync(patience.Token), patience.Token) ?? NotRunning(image);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"Nothing more happened within {Patience.TotalMinutes} minutes.";
        }
    }

    /// <summary>Shows every further push until canceled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await NextEventAsync(cancellationToken);
            start = Stopwatch.GetTimestamp();
            console.MarkupLineInterpolated($"\n[bold]push {Text(line, "imageName")}:{Text(line, "tag")}[/]");
            await ShowAsync(line, cancellationToken);
        }
    }

    private async Task<JsonObject> NextEventAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var latest = await world.Client.ListAsync("/codestream/api/registry-events?$top=20", cancellationToken);
            if (latest.LastOrDefault(line => !shown.Contains(Text(line, "id"))) is { } next)
            {
                shown.Add(Text(next, "id"));
                return next;
            }

            await Task.Delay(LookAgain, cancellationToken);
        }
    }

    private async Task<string?> ShowAsync(JsonObject line, CancellationToken cancellationToken)
    {
        Say("event", $"{Text(line, "outcome")}: {Text(line, "message")}");
        if (line["executionLink"] is not { } link)
        {
            return Text(line, "message");
        }

        var said = new Dictionary<string, string>();
        while (true)
        {
            var execution = await world.Client.GetAsync(link.GetValue<string>(), cancellationToken);
            foreach (var (what, news) in NewsOf(execution))
            {
                if (said.GetValueOrDefault(what) != news)
                {
                    said[what] = news;
                    Say(what, news);
                }
            }

            switch (Text(execution, "status"))
            {
                case "COMPLETED":
                    return null;
                case "FAILED":
                    return Text(execution, "statusMessage");
            }

            await Task.Delay(LookAgain, cancellationToken);
        }
    }

    private static IEnumerable<(string What, string News)> NewsOf(JsonObject execution)
    {
        foreach (var (stageName, stage) in execution["stages"]!.AsObject())
        {
            foreach (var (taskName, task) in stage!["tasks"]!.AsObject())
            {
                if (Text(task!, "status") is var status and not "NOT_STARTED")
                {
                    yield return ($"  {stageName}.{taskName}", $"{status}: {Text(task!, "statusMessage")}");
                }
            }
        }

        yield return ("execution", $"{Text(execution, "name")}#{execution["index"]} {Text(execution, "status")}: {Text(execution, "statusMessage")}");
    }

    private string? NotRunning(string image)
    {
        var deployment = world.Cluster.Find("apps/v1", "Deployment", "web", "web");
        var running = deployment?["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.GetValue<string>();
        if (running != image)
        {
            return $"Deployment web/web runs '{running ?? "nothing"}'.";
        }

        Say("rolled out", $"Deployment web/web runs {running}, {deployment!["status"]?["readyReplicas"]} of {deployment["spec"]?["replicas"]} pods are ready");
        return null;
    }

    private void Say(string what, string news)
    {
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        var color = news.StartsWith("FAILED", StringComparison.Ordinal) ? "red" : what is "rolled out" ? "green" : "default";
        console.MarkupLine($"[grey]+{elapsed,7} s[/]  {Markup.Escape(what),-18}  [{color}]{Markup.Escape(news)}[/]");
    }

    private static string Text(JsonNode node, string name) => node[name]?.ToString() ?? "";
}
