using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Statistics;
using Slipway.Execution.Store;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>How pipelines have fared, read off the executions.</summary>
internal sealed class ExecutionHistory(IDbContextFactory<SlipwayDb> contexts) : IExecutionHistory
{
    private static readonly string Completed = ExecutionStatus.Completed.Wire();
    private static readonly List<string> Failures = [.. Enum.GetValues<ExecutionStatus>().Where(status => status.IsFailure()).Select(status => status.Wire())];
    private static readonly Dictionary<string, ExecutionStatus> Statuses = Enum.GetValues<ExecutionStatus>().ToDictionary(status => status.Wire());

    public async Task<IReadOnlyList<PastExecution>> SinceAsync(DateTimeOffset since, IReadOnlyCollection<Guid> pipelines, int mostEach, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var past = new List<PastExecution>();
        foreach (var pipeline in pipelines)
        {
            var rows = await db.Executions.AsNoTracking()
                .Where(execution => execution.PipelineId == pipeline && execution.RequestedAt >= since)
                .OrderByDescending(execution => execution.RequestedAt)
                .Take(mostEach)
                .Select(execution => new { execution.Id, execution.Status, execution.StartedAt, execution.EndedAt })
                .ToListAsync(cancellationToken);
            past.AddRange(rows.Select(row => new PastExecution(new ExecutionId(row.Id), pipeline, Statuses[row.Status], row.StartedAt, row.EndedAt)));
        }

        return past;
    }

    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> LastAskedForAsync(IReadOnlyCollection<Guid> pipelines, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = pipelines.ToList();
        var last = await db.Pipelines
            .Where(pipeline => ids.Contains(pipeline.Id))
            .Select(pipeline => new { pipeline.Id, At = db.Executions.Where(execution => execution.PipelineId == pipeline.Id).Max(execution => (DateTimeOffset?)execution.RequestedAt) })
            .ToListAsync(cancellationToken);
        return last.Where(pipeline => pipeline.At is not null).ToDictionary(pipeline => pipeline.Id, pipeline => pipeline.At!.Value);
    }

    // One question, and in it one look into the index for each.
    public async Task<IReadOnlyList<ExecutionState>> LastAsync(IReadOnlyCollection<Guid> pipelines, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = pipelines.ToList();
        var last = db.Pipelines
            .Where(pipeline => ids.Contains(pipeline.Id))
            .Select(pipeline => db.Executions.Where(execution => execution.PipelineId == pipeline.Id).OrderByDescending(execution => execution.Index).Select(execution => execution.Id).FirstOrDefault());
        return (await db.Executions.AsNoTracking().Where(execution => last.Contains(execution.Id)).ToListAsync(cancellationToken)).ConvertAll(ExecutionStore.ToState);
    }

    // One look into the index for each: they are as many as a page shows.
    public async Task<IReadOnlyList<ExecutionState>> LastCompletedAsync(IReadOnlyCollection<Guid> pipelines, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var last = new List<ExecutionState>();
        foreach (var pipeline in pipelines)
        {
            var row = await db.Executions.AsNoTracking()
                .Where(execution => execution.PipelineId == pipeline && execution.Status == Completed)
                .OrderByDescending(execution => execution.RequestedAt)
                .FirstOrDefaultAsync(cancellationToken);
            if (row is not null)
            {
                last.Add(ExecutionStore.ToState(row));
            }
        }

        return last;
    }

    public Task<IReadOnlyList<ExecutionState>> FailedSinceAsync(DateTimeOffset since, IReadOnlySet<string>? projects, int most, CancellationToken cancellationToken) =>
        NewestAsync(executions => executions.Where(execution => Failures.Contains(execution.Status) && execution.RequestedAt >= since), projects, most, cancellationToken);

    public Task<IReadOnlyList<ExecutionState>> UnfinishedAsync(IReadOnlySet<string>? projects, int most, CancellationToken cancellationToken) =>
        NewestAsync(executions => executions.Where(execution => !execution.IsEnded), projects, most, cancellationToken);

    private async Task<IReadOnlyList<ExecutionState>> NewestAsync(
        Func<IQueryable<ExecutionRow>, IQueryable<ExecutionRow>> which, IReadOnlySet<string>? projects, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = which(db.Executions.AsNoTracking());
        if (projects is not null)
        {
            var visible = projects.ToList();
            rows = rows.Where(execution => visible.Contains(execution.Project));
        }

        return (await rows.OrderByDescending(execution => execution.RequestedAt).Take(most).ToListAsync(cancellationToken)).ConvertAll(ExecutionStore.ToState);
    }
}
