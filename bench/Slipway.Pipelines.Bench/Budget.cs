namespace Slipway.Pipelines.Bench;

/// <summary>What was promised of a measure.</summary>
/// <param name="Millis">Milliseconds of one run, at most.</param>
/// <param name="Bytes">Bytes allocated by one run, at most; null where nothing was promised.</param>
internal sealed record Budget(double Millis, long? Bytes = null)
{
    /// <summary>The budgets by name of the benchmark's method.</summary>
    public static IReadOnlyDictionary<string, Budget> All { get; } = new Dictionary<string, Budget>
    {
        [nameof(LanguageBenchmarks.Read)] = new(10, 5_000_000),
        [nameof(LanguageBenchmarks.Bind)] = new(0.2),
    };

    public string Verdict(double millis, long bytes) =>
        (millis <= Millis && bytes <= (Bytes ?? long.MaxValue) ? "met: " : "NOT met: ") + $"≤ {Millis} ms" + (Bytes is { } most ? $", ≤ {most / 1e6:0} MB" : "");
}
