using System.Globalization;
using Slipway.Bench.Deliveries;

namespace Slipway.Bench.Report;

/// <summary>What was promised, and whether it was kept.</summary>
internal static class Budget
{
    /// <summary>Of the rate of the control that commits one row.</summary>
    public const double MinRatio = 0.8;

    public const double MaxP99Millis = 25;

    /// <summary>One line per case of the server.</summary>
    public static IEnumerable<string> Verdicts(DeliveryReport report) =>
        from figures in report.Cases
        where figures.Case.Webhook is not null
        select string.Create(CultureInfo.InvariantCulture,
            $"{figures.Case.Name}: {Verdict(figures.ToCommit.Median >= MinRatio)} {figures.ToCommit.Median:0.00} × the committing control (budget ≥ {MinRatio}); "
            + $"{Verdict(figures.P99Millis.Median <= MaxP99Millis)} p99 {figures.P99Millis.Median:0.0} ms at {Load.Wrk.Connections} connections (budget ≤ {MaxP99Millis} ms)");

    private static string Verdict(bool isMet) => isMet ? "met:" : "NOT met:";
}
