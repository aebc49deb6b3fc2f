namespace Slipway.Execution.Logs;

/// <summary>How much of what tasks write is kept.</summary>
public sealed record LogBounds
{
    /// <summary>The longest line, in characters; the rest of it is cut. 16,384 unless told.</summary>
    public int LineLength { get; init; } = 16 * 1024;

    /// <summary>The most lines of one attempt; what comes after them is cut. 100,000 unless told.</summary>
    public int Lines { get; init; } = 100_000;

    /// <summary>The most characters of one attempt; what comes after them is cut. 10,485,760 unless told.</summary>
    public long Characters { get; init; } = 10 * 1024 * 1024;

    /// <summary>The most characters of one attempt that wait for the database; what comes meanwhile is lost. 1,048,576 unless told.</summary>
    public int Waiting { get; init; } = 1024 * 1024;

    /// <summary>The most lines of one chunk.</summary>
    public int ChunkLines { get; init; } = 500;

    /// <summary>The most characters of one chunk, but for a single line.</summary>
    public int ChunkCharacters { get; init; } = 64 * 1024;

    /// <summary>How long lines are gathered after a chunk was written, before the next one is. 100 ms unless told.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the end of a task waits for its last lines to be on disk; then they are given up. 5 seconds unless told.</summary>
    public TimeSpan EndWait { get; init; } = TimeSpan.FromSeconds(5);
}
