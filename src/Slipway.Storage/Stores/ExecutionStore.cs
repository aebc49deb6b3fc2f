using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;
using Slipway.Projects.Secrets;
using Slipway.Storage.Journal;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Executions: read by queries, written through the journal.</summary>
internal sealed class ExecutionStore(IDbContextFactory<SlipwayDb> contexts, GroupCommitWriter journal, ISecretSealer sealer) : IExecutionStore
{
    // Where the one before could not be committed after all, this one is not either: a number would be missing.
    private const string Insert = """
        insert into executions (id, version, project, pipeline_id, name, "index", status, is_ended, status_message, requested_by, comments,
            requested_at, started_at, ended_at, wake_at, definition, input, rerun_of, parent, tags, output, stages, sealed_state)
        select @0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, cast(@12 as bigint), cast(@13 as bigint), cast(@14 as bigint), @15, @16, @17, @18, @19, @20, @21, @22
        where @5 = 1 + (
            select coalesce(max(given), 0)
            from (select max("index") as given from executions where pipeline_id = @3 union all select last_index from execution_numbers where pipeline_id = @3) as numbers)
        on conflict do nothing
        """;

    private const string Update = """
        update executions
        set version = @0, status = @1, is_ended = @2, status_message = @3, started_at = @4, ended_at = @5, wake_at = @6, steered = @7, tags = @8, output = @9, stages = @10, sealed_state = @11
        where id = @12 and version = @13
        """;

    // Compiled once: every execution is looked for when it is admitted, and read when it begins. Not for all stores of the process: each has the model of its own database product.
    private readonly Func<SlipwayDb, Guid, CancellationToken, Task<ExecutionRow?>> find = EF.CompileAsyncQuery(
        (SlipwayDb db, Guid id, CancellationToken cancellationToken) => db.Executions.AsNoTracking().FirstOrDefault(execution => execution.Id == id));

    private readonly Func<SlipwayDb, List<Guid>, IAsyncEnumerable<Numbered>> numbers = EF.CompileAsyncQuery(
        (SlipwayDb db, List<Guid> ids) => db.Executions.Where(execution => ids.Contains(execution.Id)).Select(execution => new Numbered(execution.Id, execution.Index)));

    public async Task<ExecutionState?> FindAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await find(db, id.Value, cancellationToken);
        return row is null ? null : Opened(row);
    }

    public async Task<IReadOnlyDictionary<ExecutionId, int>> NumbersAsync(IReadOnlyCollection<ExecutionId> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await numbers(db, [.. ids.Select(id => id.Value)]).ToDictionaryAsync(known => new ExecutionId(known.Id), known => known.Index, cancellationToken: cancellationToken);
    }

    public Task<bool> CreateAsync(ExecutionState state, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        var masked = state.Masked();
        object?[] values =
        [
            state.Id.Value, state.Version, state.Project, state.PipelineId, state.Name, state.Index,
            state.Status.Wire(), state.Status.IsEnded(), masked.StatusMessage, state.RequestedBy, state.Comments,
            Microseconds.From(state.RequestedAt), Moment(state.StartedAt), Moment(state.EndedAt), Moment(state.WakeAt),
            StoredPipeline.Write(state.Definition), StoredJson.Write(masked.Input), StoredJson.OrNull(state.RerunOf), StoredJson.OrNull(state.Parent), StoredJson.Write(state.Tags),
            StoredJson.OrNull(masked.Output), StoredJson.Write(masked.Stages), Sealed(state),
        ];
        return WriteAsync(Insert, values, notices, cancellationToken);
    }

    public Task<bool> CommitAsync(ExecutionState state, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        var masked = state.Masked();
        object?[] values =
        [
            state.Version, state.Status.Wire(), state.Status.IsEnded(), masked.StatusMessage,
            Moment(state.StartedAt), Moment(state.EndedAt), Moment(state.WakeAt), StoredJson.OrNull(masked.Steered), StoredJson.Write(state.Tags), StoredJson.OrNull(masked.Output), StoredJson.Write(masked.Stages), Sealed(state),
            state.Id.Value, state.Version - 1,
        ];
        return WriteAsync(Update, values, notices, cancellationToken);
    }

    public async Task<bool> RemoveAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Executions.FirstOrDefaultAsync(execution => execution.Id == id.Value && execution.IsEnded, cancellationToken) is not { } row)
        {
            return false;
        }

        db.Executions.Remove(row);
        db.UserOperations.RemoveRange(await db.UserOperations.Where(operation => operation.ExecutionId == id.Value).ToListAsync(cancellationToken));
        if (await db.ExecutionNumbers.FindAsync([row.PipelineId], cancellationToken) is { } given)
        {
            given.LastIndex = Math.Max(given.LastIndex, row.Index);
        }
        else
        {
            db.ExecutionNumbers.Add(new ExecutionNumberRow { PipelineId = row.PipelineId, LastIndex = row.Index });
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || db.IsUniqueViolation(e))
        {
            // Another deletion of this pipeline's came in between.
            return await RemoveAsync(id, cancellationToken);
        }
    }

    public async Task<PipelineLoad> LoadAsync(Guid pipelineId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ofPipeline = db.Executions.AsNoTracking().Where(execution => execution.PipelineId == pipelineId);
        var queued = ExecutionStatus.Queued.Wire();
        var unfinished = await ofPipeline
            .Where(execution => !execution.IsEnded)
            .OrderBy(execution => execution.Index)
            .Select(execution => new UnfinishedExecution(new ExecutionId(execution.Id), execution.Status == queued, execution.WakeAt))
            .ToListAsync(cancellationToken);
        var kept = await ofPipeline.MaxAsync(execution => (int?)execution.Index, cancellationToken) ?? 0;
        var deleted = await db.ExecutionNumbers.AsNoTracking().FirstOrDefaultAsync(given => given.PipelineId == pipelineId, cancellationToken);
        return new PipelineLoad(Math.Max(kept, deleted?.LastIndex ?? 0), unfinished);
    }

    public async Task<IReadOnlyList<Guid>> BusyPipelinesAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var queued = ExecutionStatus.Queued.Wire();
        var waiting = db.Executions.Where(execution => execution.Status == queued).Select(execution => execution.PipelineId);
        var due = db.Executions.Where(execution => execution.WakeAt != null && execution.WakeAt <= until).Select(execution => execution.PipelineId);
        return await waiting.Union(due).ToListAsync(cancellationToken);
    }

    // Whoever loses tells nobody of anything.
    private Task<bool> WriteAsync(string statement, object?[] values, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        var told = notices.Select((notice, place) => NoticeStore.Values(notice, place, sealer)).ToList();
        return journal.WriteAsync(
            async session =>
            {
                var isWritten = await session.ExecuteAsync(statement, values) == 1;
                if (isWritten && told.Count > 0)
                {
                    await NoticeStore.InsertAsync(session, told);
                }

                return isWritten;
            },
            cancellationToken);
    }

    private string? Sealed(ExecutionState state) =>
        state.HasSomethingToSeal() ? sealer.Seal(StoredJson.Write(new SealedState(state.Input, state.Output, state.Stages, state.Variables, state.Restricted, state.Secrets))) : null;

    private ExecutionState Opened(ExecutionRow row) =>
        row.SealedState is { } text && StoredJson.Read<SealedState>(sealer.Open(text)) is var secret
            ? ToState(row) with { Input = secret.Input, Output = secret.Output, Stages = secret.Stages, Variables = secret.Variables, Restricted = secret.Restricted, Secrets = secret.Secrets }
            : ToState(row);

    private sealed record Numbered(Guid Id, int Index);

    /// <summary>What is only readable with the server's keys.</summary>
    private sealed record SealedState(
        OrderedDictionary<string, JsonNode?> Input,
        OrderedDictionary<string, JsonNode?>? Output,
        ImmutableArray<StageState> Stages,
        ImmutableDictionary<string, Value> Variables,
        RestrictedThings Restricted,
        ImmutableHashSet<string> Secrets);

    /// <summary>The execution as people may see it.</summary>
    internal static ExecutionState ToState(ExecutionRow row) => new()
    {
        Id = new ExecutionId(row.Id),
        Version = row.Version,
        PipelineId = row.PipelineId,
        Definition = StoredPipeline.Read(row.Definition),
        Index = row.Index,
        Input = StoredJson.Read<OrderedDictionary<string, JsonNode?>>(row.Input),
        Comments = row.Comments,
        RequestedBy = row.RequestedBy,
        RequestedAt = row.RequestedAt,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        Status = ToStatus(row.Status),
        StatusMessage = row.StatusMessage,
        Tags = StoredJson.Read<ImmutableArray<string>>(row.Tags),
        Steered = row.Steered is null ? null : StoredJson.Read<Steered>(row.Steered),
        RerunOf = row.RerunOf is null ? null : StoredJson.Read<Rerun>(row.RerunOf),
        Parent = row.Parent is null ? null : StoredJson.Read<Parent>(row.Parent),
        Output = row.Output is null ? null : StoredJson.Read<OrderedDictionary<string, JsonNode?>>(row.Output),
        Stages = StoredJson.Read<ImmutableArray<StageState>>(row.Stages),
    };

    internal static ExecutionStatus ToStatus(string wire) => Enum.GetValues<ExecutionStatus>().Single(status => status.Wire() == wire);

    private static long? Moment(DateTimeOffset? moment) => moment is { } known ? Microseconds.From(known) : null;
}
