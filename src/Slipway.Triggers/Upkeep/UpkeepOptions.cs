namespace Slipway.Triggers.Upkeep;

/// <summary>How often webhooks are looked after.</summary>
public sealed record UpkeepOptions
{
    /// <summary>Between two looks at a registry's hook; 10 minutes unless told.</summary>
    public TimeSpan HookInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks at a repository's tags; 5 minutes unless told.</summary>
    public TimeSpan TagInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a delivery may take before a push counts as one that was not told of; 1 minute unless told.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many missed pushes one look raises at most; 10 unless told.</summary>
    public int MostRaised { get; init; } = 10;
}
