namespace Slipway.Bench.Deliveries;

/// <summary>How long and how often is measured.</summary>
/// <param name="Rounds">Each subject once per round, one after the other, so that a slow minute of the machine hits them all.</param>
/// <param name="WarmUp">The load before the measurement, on the same process. A fresh one runs code that is not yet optimized.</param>
/// <param name="Load">The measurement.</param>
internal sealed record Schedule(int Rounds, TimeSpan WarmUp, TimeSpan Load)
{
    public static Schedule Full { get; } = new(3, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(5));

    public static Schedule Quick { get; } = new(1, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

    /// <summary>This one, with those numbers that are given.</summary>
    public Schedule With(int? rounds, int? warmUpSeconds, int? loadSeconds) => new(
        rounds ?? Rounds,
        warmUpSeconds is { } warmUp ? TimeSpan.FromSeconds(warmUp) : WarmUp,
        loadSeconds is { } load ? TimeSpan.FromSeconds(load) : Load);
}
