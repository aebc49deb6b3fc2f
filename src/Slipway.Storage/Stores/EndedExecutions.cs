using Microsoft.EntityFrameworkCore;
using Slipway.Execution.Retention;
using Slipway.Storage.Journal;

namespace Slipway.Storage.Stores;

/// <summary>Executions that have ended: found by queries, deleted through the journal, so that nobody waits for a lock.</summary>
internal sealed class EndedExecutions(IDbContextFactory<SlipwayDb> contexts, GroupCommitWriter journal) : IEndedExecutions
{
    private const int DeletedAtOnce = 100;

    private const string Delete = "delete from executions where id = @0 and is_ended";

    // Logs and notices go along by themselves; what people were asked is kept by id.
    private const string DeleteAsked = "delete from user_operations where execution_id = @0 and not exists (select 1 from executions where id = @0)";

    public async Task<IReadOnlyList<Guid>> PipelinesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Executions.Select(execution => execution.PipelineId).Distinct().ToListAsync(cancellationToken);
    }

    public async Task<int> ForgetAsync(Guid pipeline, RetentionBounds bounds, CancellationToken cancellationToken)
    {
        var gone = await FindAsync(pipeline, bounds, cancellationToken);
        return gone.Count == 0
            ? 0
            : await journal.WriteAsync(
                async session =>
                {
                    var deleted = gone.Select(id => session.ExecuteAsync(Delete, id)).ToList();
                    await Task.WhenAll([.. deleted, .. gone.Select(id => session.ExecuteAsync(DeleteAsked, id))]);
                    return (await Task.WhenAll(deleted)).Sum();
                },
                cancellationToken);
    }

    // The newest stays and holds the pipeline's last number; whoever deletes it by hand writes that number down.
    private async Task<List<Guid>> FindAsync(Guid pipeline, RetentionBounds bounds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ofPipeline = db.Executions.Where(execution => execution.PipelineId == pipeline);
        var newest = await ofPipeline.MaxAsync(execution => (int?)execution.Index, cancellationToken) ?? 0;

        // Numbers are given without gaps: a pipeline has no more executions than its newest one's number.
        var beyond = newest <= bounds.KeepAtMost
            ? 0
            : await ofPipeline.OrderByDescending(execution => execution.Index).Skip(bounds.KeepAtMost).Select(execution => (int?)execution.Index).FirstOrDefaultAsync(cancellationToken) ?? 0;
        var ended = ofPipeline.Where(execution => execution.IsEnded && execution.EndedAt < bounds.SpareSince && execution.Index < newest);
        var gone = beyond == 0 ? [] : await ended.Where(execution => execution.Index <= beyond).OrderBy(execution => execution.Index).Select(execution => execution.Id).Take(DeletedAtOnce).ToListAsync(cancellationToken);
        return gone.Count > 0 ? gone : await ended
            // It ended after it was asked for, and of that there is an index.
            .Where(execution => execution.RequestedAt < bounds.EndedBefore && execution.EndedAt < bounds.EndedBefore)
            .OrderBy(execution => execution.RequestedAt).ThenBy(execution => execution.Id)
            .Select(execution => execution.Id)
            .Take(DeletedAtOnce)
            .ToListAsync(cancellationToken);
    }
}
