namespace Slipway.Bench.Load;

/// <summary>What wrk saw, as its script prints it.</summary>
/// <param name="Answers">Complete answers, good and bad.</param>
/// <param name="Refused">Of these, those with a status over 399.</param>
/// <param name="BrokenConnections">Errors in connecting, reading, writing, and answers that did not come in time.</param>
/// <param name="DurationMicros">How long it ran.</param>
/// <param name="P50Micros">Half the answers came within this time.</param>
/// <param name="P99Micros">99 of 100 answers came within this time.</param>
/// <param name="MaxMicros">The slowest answer.</param>
internal sealed record LoadResult(long Answers, long Refused, long BrokenConnections, long DurationMicros, double P50Micros, double P99Micros, double MaxMicros)
{
    public long Accepted => Answers - Refused;

    public double PerSecond => Accepted / (DurationMicros / 1e6);
}
