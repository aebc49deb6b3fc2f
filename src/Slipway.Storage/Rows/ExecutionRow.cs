namespace Slipway.Storage.Rows;

/// <summary>An execution at rest. Written by the journal; what lists are filtered and sorted by has a column of its own.</summary>
public sealed class ExecutionRow
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; set; }

    /// <summary>Counts commits.</summary>
    public required long Version { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>The pipeline's id.</summary>
    public required Guid PipelineId { get; set; }

    /// <summary>The pipeline's name at that time.</summary>
    public required string Name { get; set; }

    /// <summary>The number within the pipeline.</summary>
    public required int Index { get; set; }

    /// <summary>Such as <c>RUNNING</c>.</summary>
    public required string Status { get; set; }

    /// <summary>Whether it will not move any more.</summary>
    public required bool IsEnded { get; set; }

    /// <summary>One sentence.</summary>
    public required string StatusMessage { get; set; }

    /// <summary>The user in whose name it runs.</summary>
    public required string RequestedBy { get; set; }

    /// <summary>Free text.</summary>
    public required string Comments { get; set; }

    /// <summary>Words to find it by, as a JSON array.</summary>
    public string Tags { get; set; } = "[]";

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>When it was given a place.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The pipeline as it was, as JSON. Never changes.</summary>
    public required string Definition { get; set; }

    /// <summary>The inputs as JSON. Never change.</summary>
    public required string Input { get; set; }

    /// <summary>Stages, variables and secret texts as one sealed JSON object, where there are secrets to keep; null otherwise.</summary>
    public string? SealedState { get; set; }

    /// <summary>Who paused or canceled it, as JSON; null for nobody.</summary>
    public string? Steered { get; set; }

    /// <summary>What it runs again, as JSON; null for nothing. Never changes.</summary>
    public string? RerunOf { get; set; }

    /// <summary>For what it runs, as JSON; null when it runs for itself. Never changes.</summary>
    public string? Parent { get; set; }

    /// <summary>The pipeline's outputs as JSON, every secret masked; null before it ended well.</summary>
    public string? Output { get; set; }

    /// <summary>When somebody has to look after it; null for never.</summary>
    public DateTimeOffset? WakeAt { get; set; }

    /// <summary>The stages as JSON, every secret masked.</summary>
    public required string Stages { get; set; }
}
