using Slipway.Execution.State;

namespace Slipway.Execution.Logs;

/// <summary>The logs of executions. They go with their execution.</summary>
public interface ILogStore
{
    /// <summary>Commits a chunk behind all others of its execution, once, however often it is sent.</summary>
    Task<LogAppend> AppendAsync(LogChunk chunk, CancellationToken cancellationToken);

    /// <summary>Reads a page of an execution's log. Null when there is no such execution.</summary>
    Task<LogPage?> ReadAsync(ExecutionId execution, LogQuery query, CancellationToken cancellationToken);
}

/// <summary>What became of a chunk.</summary>
public abstract record LogAppend
{
    private LogAppend()
    {
    }

    /// <summary>It is on disk.</summary>
    public sealed record Done : LogAppend;

    /// <summary>The attempt has a log by an earlier writer, and this number is taken.</summary>
    /// <param name="LastSequence">The highest number of the attempt's chunks.</param>
    /// <param name="Lines">How many lines they have.</param>
    /// <param name="Characters">How many characters they have.</param>
    public sealed record Behind(int LastSequence, long Lines, long Characters) : LogAppend;

    /// <summary>There is no such execution any more.</summary>
    public sealed record Gone : LogAppend;
}

/// <summary>Which part of a log is asked for.</summary>
public sealed record LogQuery
{
    /// <summary>Only of this stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Only of tasks with this name.</summary>
    public string? Task { get; init; }

    /// <summary>Only of attempts with this number.</summary>
    public int? Attempt { get; init; }

    /// <summary>Only chunks behind this position; 0 for all.</summary>
    public long After { get; init; }

    /// <summary>Only chunks before this position; null for all.</summary>
    public long? Before { get; init; }

    /// <summary>Whether to give the last chunks of what is asked for and not the first. They are in order all the same.</summary>
    public bool FromEnd { get; init; }

    /// <summary>How many lines, about: whole chunks are given, at least one if there is any, and no further one when there are so many. At least 1.</summary>
    public int Lines { get; init; } = 1000;
}

/// <summary>A page of a log.</summary>
/// <param name="Status">Where the execution stood before the page was read: when it had ended, nothing more comes behind a page that is the last.</param>
/// <param name="Chunks">In the order of their positions.</param>
/// <param name="HasMore">Whether there was more in the direction of the query.</param>
public sealed record LogPage(ExecutionStatus Status, IReadOnlyList<LogChunk> Chunks, bool HasMore);
