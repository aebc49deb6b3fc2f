using Slipway.Execution.Recovery;
using Slipway.Execution.Retention;
using Slipway.Execution.Store;
using Slipway.Projects.Audit;
using Slipway.Projects.Resources;
using Slipway.Triggers.Intake;

namespace Slipway.Server.Backup;

/// <summary>
/// What was under way in a database that has been put back. A server would take it up at its start: it would deploy what was deployed long ago, over whatever has
/// been deployed since.
/// </summary>
internal static class UnfinishedWork
{
    private const string By = "slipway restore";

    /// <summary>Cancels every execution that has not ended, decides that nothing comes of the deliveries that nobody had decided, and writes that into the audit.</summary>
    /// <param name="stores">The stores over the database.</param>
    /// <param name="source">What it was put back from, for people.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops it between two executions.</param>
    /// <returns>How many executions and deliveries there were.</returns>
    public static async Task<(int Executions, int Deliveries)> CancelAsync(OfflineStores stores, string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var actor = Actor.Begin(new Actor(By, null));
        var deliveries = await stores.Get<DeliveryAbandonment>().AbandonAsync(
            $"The server's data was put back from {source}, where this had not been decided yet. So as not to deploy what is long outdated nothing was started; replay it if it is still wanted.", cancellationToken);

        var store = stores.Get<IExecutionStore>();
        var executions = 0;
        foreach (var pipeline in await stores.Get<IEndedExecutions>().PipelinesAsync(cancellationToken))
        {
            foreach (var unfinished in (await store.LoadAsync(pipeline, cancellationToken)).Unfinished)
            {
                var state = (await store.FindAsync(unfinished.Id, cancellationToken))!;
                await store.CommitAsync(state.Abandoned(By, $"the server's data was put back from {source}, where this had not ended", now), cancellationToken);
                executions++;
            }
        }

        return (executions, deliveries);
    }

    /// <summary>Writes into the audit that the database was put back.</summary>
    public static async Task RecordAsync(OfflineStores stores, string source, string message, CancellationToken cancellationToken)
    {
        using var actor = Actor.Begin(new Actor(By, null));
        await stores.Get<IAuditLog>().RecordAsync(new AuditEvent(AuditActions.Restore, AuditKinds.Database, source) { Message = message }, cancellationToken);
    }
}
