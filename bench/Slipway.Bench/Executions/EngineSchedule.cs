namespace Slipway.Bench.Executions;

/// <summary>How much and how often the engine is measured.</summary>
/// <param name="Rounds">Each measure beside its control once per round.</param>
/// <param name="Seconds">Of a rate, after as long a warm-up.</param>
/// <param name="Deliveries">Timed one by one.</param>
/// <param name="Unfinished">Executions that wait, or are under way when the server is killed.</param>
/// <param name="RestSeconds">For how long executions that wait are watched; longer than the sweep's interval.</param>
internal sealed record EngineSchedule(int Rounds, int Seconds, int Deliveries, int Unfinished, int RestSeconds)
{
    /// <summary>How many servers on one PostgreSQL are measured beside one; 1 for none.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>How much of the processors each of these nodes may take; null for what it gets. Needs to be root.</summary>
    public double? Share { get; init; }

    public static EngineSchedule Full { get; } = new(3, 6, 300, 10_000, 60);

    public static EngineSchedule Quick { get; } = new(1, 4, 100, 10_000, 32);
}
