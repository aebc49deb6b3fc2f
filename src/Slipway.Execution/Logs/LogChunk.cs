using System.Collections.Immutable;
using Slipway.Execution.Tasks;

namespace Slipway.Execution.Logs;

/// <summary>A line of a log, without what ends it. It holds no control characters but tabs and ANSI colours (SGR), and begins and ends without colour.</summary>
/// <param name="At">When it was complete; kept to the millisecond.</param>
/// <param name="Text">The line, secrets masked.</param>
public readonly record struct LogLine(DateTimeOffset At, string Text);

/// <summary>Lines of one attempt that are written together.</summary>
/// <param name="Attempt">Whose lines they are.</param>
/// <param name="Writer">Who writes: each start of an attempt has another, so that one that goes on after a crash is told from a chunk that is sent twice.</param>
/// <param name="Sequence">The chunk's number within the attempt, from 1.</param>
/// <param name="Lines">At least one.</param>
public sealed record LogChunk(TaskAttempt Attempt, Guid Writer, int Sequence, ImmutableArray<LogLine> Lines)
{
    /// <summary>The chunk's number within the execution, from 1, in the order in which chunks were committed; 0 before.</summary>
    public long Position { get; init; }

    /// <summary>How many characters its lines have.</summary>
    public long Characters => Lines.Sum(line => (long)line.Text.Length);
}

/// <summary>Told after lines of an execution were committed in this process.</summary>
/// <param name="Execution">The execution.</param>
public sealed record LogAppended(ExecutionId Execution);
