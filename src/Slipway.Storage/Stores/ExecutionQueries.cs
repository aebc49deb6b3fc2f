using Microsoft.EntityFrameworkCore;
using Slipway.Execution.State;
using Slipway.Execution.Store;

namespace Slipway.Storage.Stores;

/// <summary>Lists of executions.</summary>
internal sealed class ExecutionQueries(IDbContextFactory<SlipwayDb> contexts) : IExecutionQueries
{
    public async Task<ExecutionPage> ListAsync(ExecutionFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var status = filter.Status?.Wire();
        var matching = db.Executions.AsNoTracking()
            .Where(execution => filter.Project == null || execution.Project == filter.Project)
            .Where(execution => filter.PipelineId == null || execution.PipelineId == filter.PipelineId)
            .Where(execution => status == null || execution.Status == status);
        var rows = await matching.OrderByDescending(execution => execution.RequestedAt).Skip(skip).Take(take).ToListAsync(cancellationToken);
        return new ExecutionPage([.. rows.Select(ExecutionStore.ToState)], await matching.CountAsync(cancellationToken));
    }
}
