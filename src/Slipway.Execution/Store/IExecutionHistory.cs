using Slipway.Execution.State;
using Slipway.Execution.Statistics;

namespace Slipway.Execution.Store;

/// <summary>Answers how pipelines have fared.</summary>
public interface IExecutionHistory
{
    /// <summary>Executions that were asked for since then, each pipeline's newest first.</summary>
    /// <param name="since">From when on.</param>
    /// <param name="pipelines">Of these pipelines.</param>
    /// <param name="mostEach">How many of each at most: a bound for what is read, however much has run.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<PastExecution>> SinceAsync(DateTimeOffset since, IReadOnlyCollection<Guid> pipelines, int mostEach, CancellationToken cancellationToken);

    /// <summary>When the newest execution of each of these pipelines was asked for; pipelines without one are left out.</summary>
    Task<IReadOnlyDictionary<Guid, DateTimeOffset>> LastAskedForAsync(IReadOnlyCollection<Guid> pipelines, CancellationToken cancellationToken);

    /// <summary>The newest execution of each of these pipelines, as long as there is the pipeline; those without one are left out.</summary>
    Task<IReadOnlyList<ExecutionState>> LastAsync(IReadOnlyCollection<Guid> pipelines, CancellationToken cancellationToken);

    /// <summary>The last execution of each of these pipelines that ended well; pipelines without one are left out.</summary>
    Task<IReadOnlyList<ExecutionState>> LastCompletedAsync(IReadOnlyCollection<Guid> pipelines, CancellationToken cancellationToken);

    /// <summary>Executions that failed and were asked for since then, the newest first.</summary>
    /// <param name="since">From when on.</param>
    /// <param name="projects">Of these projects; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<ExecutionState>> FailedSinceAsync(DateTimeOffset since, IReadOnlySet<string>? projects, int most, CancellationToken cancellationToken);

    /// <summary>Executions that have not ended, the newest first.</summary>
    /// <param name="projects">Of these projects; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<ExecutionState>> UnfinishedAsync(IReadOnlySet<string>? projects, int most, CancellationToken cancellationToken);
}
