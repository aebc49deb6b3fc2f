using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Projects.Listing;
using Slipway.Storage.Listing;

namespace Slipway.Storage.Stores;

/// <summary>Lists of executions.</summary>
internal sealed class ExecutionQueries(IDbContextFactory<SlipwayDb> contexts) : IExecutionQueries
{
    private const string Escape = "\\";

    public async Task<ListPage<ExecutionState>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Executions.ToPageAsync(query, projects, ListedFields.Executions, cancellationToken)).Select(ExecutionStore.ToState);
    }

    public async Task<ListPage<ExecutionState>> ListAsync(ExecutionFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = db.Executions.AsNoTracking();
        if (filter.Number is { } number)
        {
            var name = Holding(number.Name);
            matching = matching.Where(execution => execution.Index == number.Index && EF.Functions.Like(execution.Name, name, Escape));
        }
        else if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = Holding(filter.Text.Trim());
            matching = matching.Where(execution =>
                EF.Functions.Like(execution.Name, text, Escape)
                || EF.Functions.Like(execution.StatusMessage, text, Escape)
                || EF.Functions.Like(execution.Comments, text, Escape)
                || EF.Functions.Like(execution.RequestedBy, text, Escape));
        }

        var isSearch = filter.Number is null && !string.IsNullOrWhiteSpace(filter.Text);
        var query = new ListQuery { Filter = ExecutionFields.Of(filter), Skip = skip, Take = take, IsCounted = !isSearch };
        return (await matching.ToPageAsync(query, filter.VisibleProjects, ListedFields.Executions, cancellationToken)).Select(ExecutionStore.ToState);
    }

    public async Task<int?> PlaceInQueueAsync(ExecutionState execution, CancellationToken cancellationToken)
    {
        if (execution.Status is not ExecutionStatus.Queued)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var queued = ExecutionStatus.Queued.Wire();
        return 1 + await db.Executions.CountAsync(
            other => other.PipelineId == execution.PipelineId && !other.IsEnded && other.Status == queued && other.Index < execution.Index,
            cancellationToken);
    }

    public async Task<ExecutionState?> FindAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Executions.AsNoTracking().FirstOrDefaultAsync(execution => execution.Id == id.Value, cancellationToken);
        return row is null ? null : ExecutionStore.ToState(row);
    }

    private static string Holding(string text) =>
        $"%{text.Replace(Escape, @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
