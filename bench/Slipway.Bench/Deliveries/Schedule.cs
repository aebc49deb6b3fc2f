namespace Slipway.Bench.Deliveries;

/// <summary>How long and how often is measured.</summary>
/// <param name="Rounds">Each subject once per round, one after the other, so that a slow minute of the machine hits them all.</param>
/// <param name="WarmUp">The load before the measurement, on the same process.</param>
/// <param name="Load">The measurement.</param>
internal sealed record Schedule(int Rounds, TimeSpan WarmUp, TimeSpan Load)
{
    public static Schedule Full { get; } = new(3, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));

    public static Schedule Quick { get; } = new(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
}
