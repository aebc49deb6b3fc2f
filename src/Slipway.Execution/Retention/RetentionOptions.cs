namespace Slipway.Execution.Retention;

/// <summary>How much of the past a server keeps. What is beyond either bound of its kind is forgotten.</summary>
public sealed record RetentionOptions
{
    /// <summary>How long an execution is kept after it has ended; 365 days unless told.</summary>
    public TimeSpan Executions { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How many executions of one pipeline are kept at most, those that have not ended among them; 10,000 unless told.</summary>
    public int ExecutionsPerPipeline { get; init; } = 10_000;

    /// <summary>How long the activity and its deliveries are kept; 90 days unless told.</summary>
    public TimeSpan Activity { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How many lines of the activity are kept at most; 1,000,000 unless told.</summary>
    public int ActivityLines { get; init; } = 1_000_000;
}
