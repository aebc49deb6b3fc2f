using Slipway.Projects.Listing;

namespace Slipway.Execution.UserOperations;

/// <summary>Keeps what people are asked. When a write's task completes, the write survives a crash. It is written by <see cref="Approvals"/> alone.</summary>
public interface IUserOperationStore
{
    /// <summary>One of them, or null.</summary>
    Task<UserOperation?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>One page of them, the newest first if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<UserOperation>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>Keeps a new one. False when it is there already.</summary>
    Task<bool> CreateAsync(UserOperation operation, CancellationToken cancellationToken);

    /// <summary>Notes who was told of it.</summary>
    Task NoteAsync(Guid id, string notice, CancellationToken cancellationToken);

    /// <summary>Closes one that waits for an answer; an answer and its audit entry are one transaction. False when it is closed already, or gone.</summary>
    Task<bool> CloseAsync(Guid id, Closing closing, CancellationToken cancellationToken);

    /// <summary>Notes that the task knows how it was closed, so that nobody has to see to that any more.</summary>
    Task SettleAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Those that wait for an answer and were asked by executions of the pipeline with a lower number.</summary>
    Task<IReadOnlyList<UserOperation>> OlderAsync(Guid pipelineId, int executionIndex, CancellationToken cancellationToken);

    /// <summary>Some of those that were closed without their task knowing it yet, of executions that are on their way; the oldest first.</summary>
    Task<IReadOnlyList<UserOperation>> UntakenAsync(CancellationToken cancellationToken);

    /// <summary>Some of those that are over without having been closed or settled: nobody answered until then, or their execution has ended or is gone. The oldest first.</summary>
    Task<IReadOnlyList<UserOperation>> OverdueAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
