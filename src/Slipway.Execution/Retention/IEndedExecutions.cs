namespace Slipway.Execution.Retention;

/// <summary>Executions looked at as a heap, pipeline by pipeline.</summary>
public interface IEndedExecutions
{
    /// <summary>Every pipeline that has executions, whether or not it is still there itself.</summary>
    Task<IReadOnlyList<Guid>> PipelinesAsync(CancellationToken cancellationToken);

    /// <summary>Deletes some of a pipeline's executions, and never its newest, so that no number is given again.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="bounds">Which ones.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many were deleted; 0 when there is none left to delete.</returns>
    Task<int> ForgetAsync(Guid pipeline, RetentionBounds bounds, CancellationToken cancellationToken);
}

/// <summary>Which executions that have ended are forgotten: those beyond either bound.</summary>
/// <param name="EndedBefore">Those that ended before this.</param>
/// <param name="KeepAtMost">Those that are not among so many of the newest of their pipeline; at least 1.</param>
/// <param name="SpareSince">But none that ended at this moment or later, whatever their number.</param>
public sealed record RetentionBounds(DateTimeOffset EndedBefore, int KeepAtMost, DateTimeOffset SpareSince);
