using System.Globalization;
using Slipway.Bench.Load;

namespace Slipway.Bench.Report;

/// <summary>The tables as texts, for whoever draws them.</summary>
internal static class Rows
{
    public static string[] Titles { get; } = ["subject", "accepted/s", "p50 ms", "p99 ms", "CPU µs each", "÷ parse", "÷ commit", "decided by the end"];

    public static string[] Of(CaseFigures figures) =>
    [
        figures.Case.Name,
        figures.PerSecond.Show("0"),
        figures.P50Millis.Show("0.0"),
        figures.P99Millis.Show("0.0"),
        figures.ProcessorMicros.Show("0"),
        figures.ToParse.Show("0.00"),
        figures.ToCommit.Show("0.00"),
        figures.Decided?.Show("0 %") ?? "",
    ];

    public static string Method(DeliveryReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"wrk -t{Wrk.Threads} -c{Wrk.Connections}, {report.Schedule.Load.TotalSeconds:0} s after {report.Schedule.WarmUp.TotalSeconds:0} s of warm-up, "
        + $"{report.Schedule.Rounds} rounds, each case in a fresh process; median (min–max).");

    public static IEnumerable<(string Title, string Text)> Of(Machine machine) =>
    [
        ("date", machine.Date),
        ("Slipway", machine.Version),
        ("machine", $"{machine.Cores} × {machine.Processor}; {machine.System}, Linux {machine.Kernel}"),
        ("data directory", string.Create(CultureInfo.InvariantCulture, $"{machine.FileSystem}; 4 KiB and fsync: {machine.FsyncMillis:0.00} ms (median)")),
        ("runtime", $"{machine.Runtime}; garbage collector: {machine.Collector}"),
        ("load average before", machine.LoadAverage.ToString("0.0", CultureInfo.InvariantCulture)),
    ];
}
