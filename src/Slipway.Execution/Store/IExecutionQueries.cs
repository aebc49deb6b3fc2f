using Slipway.Execution.State;
using Slipway.Projects.Listing;

namespace Slipway.Execution.Store;

/// <summary>Answers what people ask about executions.</summary>
public interface IExecutionQueries
{
    /// <summary>One page of executions, the newest first if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<ExecutionState>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>One page of the executions, the newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="skip">How many to pass over; at least 0.</param>
    /// <param name="take">How many to return; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<ExecutionState>> ListAsync(ExecutionFilter filter, int skip, int take, CancellationToken cancellationToken);

    /// <summary>Where an execution that waits for a place stands in its pipeline's queue, from 1; null when it does not wait for one.</summary>
    Task<int?> PlaceInQueueAsync(ExecutionState execution, CancellationToken cancellationToken);

    /// <summary>The execution as last committed, every secret masked; or null.</summary>
    Task<ExecutionState?> FindAsync(ExecutionId id, CancellationToken cancellationToken);
}
