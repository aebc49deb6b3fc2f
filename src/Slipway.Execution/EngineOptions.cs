namespace Slipway.Execution;

/// <summary>How the engine does its work.</summary>
public sealed record EngineOptions
{
    /// <summary>How long what is under way has to stop when its execution is canceled or its time is up; 30 seconds unless told. Then it is given up.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an execution at which nobody works is kept in memory for what falls due; what falls due later, the sweep brings back. Longer than the sweep's interval.</summary>
    public TimeSpan LongestNap { get; init; } = TimeSpan.FromMinutes(2);
}
