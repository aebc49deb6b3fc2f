using Slipway.Execution.State;

namespace Slipway.Execution.Store;

/// <summary>Answers what people ask about executions.</summary>
public interface IExecutionQueries
{
    /// <summary>One page of the executions, the newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="skip">How many to pass over; at least 0.</param>
    /// <param name="take">How many to return; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ExecutionPage> ListAsync(ExecutionFilter filter, int skip, int take, CancellationToken cancellationToken);
}

/// <summary>Which executions are meant; null means any.</summary>
/// <param name="Project">Of this project.</param>
/// <param name="PipelineId">Of this pipeline.</param>
/// <param name="Status">With this status.</param>
public sealed record ExecutionFilter(string? Project = null, Guid? PipelineId = null, ExecutionStatus? Status = null);

/// <summary>One page of a list.</summary>
/// <param name="Executions">The page.</param>
/// <param name="TotalCount">How many there are on all pages.</param>
public sealed record ExecutionPage(IReadOnlyList<ExecutionState> Executions, int TotalCount);
