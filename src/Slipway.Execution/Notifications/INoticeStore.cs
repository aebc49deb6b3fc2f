namespace Slipway.Execution.Notifications;

/// <summary>Keeps notices. They are added with the transition that they tell of (<see cref="Store.IExecutionStore"/>) and go with their execution.</summary>
public interface INoticeStore
{
    /// <summary>A notice that is still to be sent; null when there is none of that id, or it has ended.</summary>
    Task<Notice?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Notes what came of an attempt. What has ended needs no message any more: it is forgotten. False when somebody else has noted that attempt.</summary>
    Task<bool> CommitAsync(NoticeReport report, CancellationToken cancellationToken);

    /// <summary>Notices to be tried by that time, those that waited longest first.</summary>
    /// <param name="until">The time.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>What became of the notices of these executions, in the order in which they fell due.</summary>
    Task<IReadOnlyList<NoticeReport>> OfAsync(IReadOnlyCollection<ExecutionId> executions, CancellationToken cancellationToken);
}
