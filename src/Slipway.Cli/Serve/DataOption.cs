using System.CommandLine;

namespace Slipway.Cli.Serve;

/// <summary>Where a server keeps what it has: <c>--data</c>.</summary>
internal static class DataOption
{
    public static Option<string> Create() => new("--data") { Description = "The directory that holds everything the server keeps.", DefaultValueFactory = _ => "./data" };
}
