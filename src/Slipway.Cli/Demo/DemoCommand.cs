using System.CommandLine;
using Spectre.Console;

namespace Slipway.Cli.Demo;

/// <summary><c>slipway demo</c>: the main job on this machine alone, from a push to a rollout.</summary>
internal static class DemoCommand
{
    private static readonly string[] Pushes = [$"{DemoWorld.Repository}:1.0.0", $"{DemoWorld.Repository}:1.0.1"];

    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Exit when both images are rolled out: 0 if they are, 1 if not." };
        var urls = new Option<string?>("--urls") { Description = "The address to listen on. Default: http://localhost:8080, with --once a free port." };
        var command = new Command("demo", "Starts a local Docker Hub, a local Kubernetes and a server, pushes two images and shows what becomes of them.") { once, urls };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(once), arguments.GetValue(urls), Terminal(), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool once, string? urls, IAnsiConsole console, CancellationToken cancellationToken)
    {
        await using var world = await DemoWorld.StartAsync(urls ?? (once ? "http://127.0.0.1:0" : "http://localhost:8080"), cancellationToken);
        console.Write(Introduction(world));

        var street = new StreetView(world, console);
        foreach (var image in Pushes)
        {
            console.MarkupLineInterpolated($"\n[bold]push {image}[/]");
            if (await street.PushAsync(image, cancellationToken) is { } failure)
            {
                console.MarkupLineInterpolated($"\n[red bold]{image} was not rolled out.[/] {failure}");
                return 1;
            }
        }

        if (once)
        {
            return 0;
        }

        console.Write(WhatNext(world));
        await street.FollowAsync(cancellationToken);
        return 0;
    }

    // What goes into a file or a log is read line by line: nothing is wrapped there.
    private static IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Console;
        console.Profile.Width = Console.IsOutputRedirected ? 500 : console.Profile.Width;
        return console;
    }

    private static Grid Introduction(DemoWorld world) => Table(
        ("Docker Hub, local", world.Hub.Address.ToString()),
        ("Kubernetes, local", world.Cluster.Address.ToString()),
        ("Slipway", $"{world.Server}   sign in as {DemoWorld.UserName}, password {world.Password}"));

    private static Grid WhatNext(DemoWorld world) => Table(
        ("\nLook at it", $"\n{world.Server}   {DemoWorld.UserName} / {world.Password}"),
        ("Push again", $"curl {world.Hub.Address}_sandbox/push --json '{{\"image\":\"{DemoWorld.Repository}:1.0.2\"}}'"),
        ("Push what will not start", $"curl {world.Hub.Address}_sandbox/push --json '{{\"image\":\"{DemoWorld.Repository}:nope\"}}'"),
        ("Ask the cluster", $"kubectl --kubeconfig {world.Kubeconfig} -n web get deployments,pods"),
        ("Stop", "Ctrl+C"));

    private static Grid Table(params (string Title, string Text)[] rows)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        foreach (var (title, text) in rows)
        {
            grid.AddRow(new Text(title, new Style(Color.Grey)), new Text(text));
        }

        return grid;
    }
}
