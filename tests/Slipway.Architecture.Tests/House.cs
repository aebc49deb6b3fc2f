namespace Slipway.Architecture.Tests;

/// <summary>The rooms, from the ground up: the table of docs/ARCHITECTURE.md in a form that can fail.</summary>
public static class House
{
    private const string AspNet = "Microsoft.AspNetCore";
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    private static readonly string[] Http = [AspNet, "System.Net.Http", "Microsoft.Extensions.Http"];

    private static readonly string[] InputAndOutput =
    [
        "System.Net",
        "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream",
        "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher", "System.IO.Pipes", "System.Diagnostics.Process",
    ];

    /// <summary>A room knows only the rooms above it, less what its own line names.</summary>
    public static IReadOnlyList<Room> Rooms { get; } =
    [
        new("Slipway.Pipelines", [AspNet, EntityFramework, "Orleans", "Microsoft.Orleans", .. InputAndOutput]),
        new("Slipway.Registries", [AspNet, EntityFramework, "Slipway.Pipelines"]),
        new("Slipway.Projects", [AspNet, EntityFramework]),
        new("Slipway.Execution", [.. Http, EntityFramework]),
        new("Slipway.Tasks", [AspNet, EntityFramework]),
        new("Slipway.Triggers", [.. Http, EntityFramework]),
        new("Slipway.Storage"),
        new("Slipway.Sandbox", "Slipway"),
        new("Slipway.Server", "Slipway.Sandbox"),
        new("Slipway.Cli") { Assembly = "slipway" },
    ];
}
