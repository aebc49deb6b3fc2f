namespace Slipway.Pipelines;

/// <summary>How a task is tried again after it failed.</summary>
/// <param name="Attempts">How often it is tried in all, from 2 to <see cref="MostAttempts"/>.</param>
public sealed record Retry(int Attempts)
{
    /// <summary>The most attempts that a document may ask for.</summary>
    public const int MostAttempts = 20;

    /// <summary>How long it is waited before the second attempt, when the document does not say.</summary>
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(10);

    /// <summary>The longest that is waited between two attempts, when the document does not say.</summary>
    public static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromMinutes(5);

    /// <summary>How long it is waited before the second attempt; twice as long before each further one, give or take a fifth.</summary>
    public TimeSpan Delay { get; init; } = DefaultDelay;

    /// <summary>The longest that is waited between two attempts, before the fifth is added or taken.</summary>
    public TimeSpan MaxDelay { get; init; } = DefaultMaxDelay;
}

/// <summary>What becomes of a task that was under way when the server went down, and cannot be taken up again.</summary>
public enum InterruptedTask
{
    /// <summary>It fails, and says that the server restarted: nobody knows how far it came.</summary>
    Fail,

    /// <summary>It is started once more, as another attempt.</summary>
    Retry,
}
