namespace Slipway.Execution;

/// <summary>How the engine does its work.</summary>
public sealed record EngineOptions
{
    /// <summary>How long what is under way has to stop when its execution is canceled; 30 seconds unless told. Then it is given up.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(30);
}
