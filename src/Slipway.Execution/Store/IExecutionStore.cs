using Slipway.Execution.Notifications;
using Slipway.Execution.State;

namespace Slipway.Execution.Store;

/// <summary>The durable truth about executions. When a write's task completes, the write survives a crash.</summary>
public interface IExecutionStore
{
    /// <summary>The execution as last committed, secrets included, or null. For the engine alone: what people see comes from <see cref="IExecutionQueries"/>.</summary>
    Task<ExecutionState?> FindAsync(ExecutionId id, CancellationToken cancellationToken);

    /// <summary>The numbers within their pipelines of those among these executions that exist.</summary>
    Task<IReadOnlyDictionary<ExecutionId, int>> NumbersAsync(IReadOnlyCollection<ExecutionId> ids, CancellationToken cancellationToken);

    /// <summary>Commits a new execution with version 1. False when one with that id is already there, or its number is not the one after the highest that its pipeline has given.</summary>
    Task<bool> CreateAsync(ExecutionState state, CancellationToken cancellationToken) => CreateAsync(state, [], cancellationToken);

    /// <summary>The same, with the notices of it: all of it is committed, or nothing.</summary>
    Task<bool> CreateAsync(ExecutionState state, IReadOnlyList<Notice> notices, CancellationToken cancellationToken);

    /// <summary>Commits a transition: <paramref name="state"/> carries the version after the stored one. False when the stored version is another one.</summary>
    Task<bool> CommitAsync(ExecutionState state, CancellationToken cancellationToken) => CommitAsync(state, [], cancellationToken);

    /// <summary>The same, with the notices of it: all of it is committed, or nothing.</summary>
    Task<bool> CommitAsync(ExecutionState state, IReadOnlyList<Notice> notices, CancellationToken cancellationToken);

    /// <summary>Removes an execution that has ended; its number is not given again. False when there is none that has ended.</summary>
    Task<bool> RemoveAsync(ExecutionId id, CancellationToken cancellationToken);

    /// <summary>The highest number that an execution of this pipeline was given (0 for none), and its executions that have not ended, by number.</summary>
    Task<PipelineLoad> LoadAsync(Guid pipelineId, CancellationToken cancellationToken);

    /// <summary>The pipelines with executions that wait for a place, or are to be looked after by this time (<see cref="ExecutionState.WakeAt"/>).</summary>
    Task<IReadOnlyList<Guid>> BusyPipelinesAsync(DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>What a pipeline has on its hands.</summary>
/// <param name="LastIndex">The highest number given so far; 0 for none.</param>
/// <param name="Unfinished">The executions that have not ended, in the order of their numbers.</param>
public sealed record PipelineLoad(int LastIndex, IReadOnlyList<UnfinishedExecution> Unfinished);

/// <summary>An execution that has not ended.</summary>
/// <param name="Id">The execution.</param>
/// <param name="IsQueued">Whether it waits for a place; otherwise it has one.</param>
/// <param name="WakeAt">When somebody has to look after it (<see cref="ExecutionState.WakeAt"/>).</param>
public sealed record UnfinishedExecution(ExecutionId Id, bool IsQueued, DateTimeOffset? WakeAt);
