namespace Slipway.Storage.Rows;

/// <summary>A chunk of an execution's log at rest. Written by the journal; goes with its execution.</summary>
public sealed class ExecutionLogRow
{
    /// <summary>The execution; with <see cref="Position"/> the primary key.</summary>
    public required Guid ExecutionId { get; set; }

    /// <summary>The chunk's number within the execution, from 1, in the order of the commits.</summary>
    public required long Position { get; set; }

    /// <summary>The stage's name.</summary>
    public required string Stage { get; set; }

    /// <summary>The task's name; empty for the rollback of a stage.</summary>
    public required string Task { get; set; }

    /// <summary>The attempt's number.</summary>
    public required int Attempt { get; set; }

    /// <summary>Whether the attempt is the rollback of the task, or of the stage where the task has no name.</summary>
    public required bool IsRollback { get; set; }

    /// <summary>The chunk's number within the attempt, from 1.</summary>
    public required int Sequence { get; set; }

    /// <summary>Who wrote it: another one for each start of the attempt.</summary>
    public required Guid Writer { get; set; }

    /// <summary>When its first line was complete.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>How many lines it has.</summary>
    public required int Lines { get; set; }

    /// <summary>How many characters they have.</summary>
    public required long Characters { get; set; }

    /// <summary>The lines: each with how many milliseconds after <see cref="At"/> it was complete, a blank, its text and a line feed.</summary>
    public required string Text { get; set; }
}
