using Slipway.Execution.State;

namespace Slipway.Execution.Statistics;

/// <summary>What statistics need to know of an execution.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="PipelineId">Its pipeline's identity.</param>
/// <param name="Status">How it stands.</param>
/// <param name="StartedAt">When it was given its place; null when it never was.</param>
/// <param name="EndedAt">When it ended; null when it has not.</param>
public sealed record PastExecution(ExecutionId Id, Guid PipelineId, ExecutionStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    /// <summary>How long it took; null when it has not ended, or never started.</summary>
    public TimeSpan? Duration => EndedAt - StartedAt;
}
