using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Execution.Logs;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Storage.Journal;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>The logs of executions: read by queries, written through the journal.</summary>
internal sealed class LogStore(IDbContextFactory<SlipwayDb> contexts, GroupCommitWriter journal) : ILogStore
{
    // A position that is seen has all lower ones before it: it is made of what is committed, and another node that made the same one waits, and loses.
    private const string Insert = """
        insert into execution_logs (execution_id, position, stage, task, attempt, is_rollback, sequence, writer, at, lines, characters, text)
        select @0, coalesce((select max(position) from execution_logs where execution_id = @0), 0) + 1, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10
        where exists (select 1 from executions where id = @0)
        on conflict do nothing
        """;

    private const int MostRows = 64;

    public async Task<LogAppend> AppendAsync(LogChunk chunk, CancellationToken cancellationToken)
    {
        var attempt = chunk.Attempt;
        object?[] values =
        [
            attempt.Execution.Value, attempt.Stage, attempt.Task, attempt.Number, attempt.IsRollback, chunk.Sequence, chunk.Writer,
            Microseconds.From(chunk.Lines[0].At), chunk.Lines.Length, chunk.Characters, LogText.Write(chunk.Lines),
        ];
        while (true)
        {
            if (await journal.WriteAsync(async session => await session.ExecuteAsync(Insert, values) == 1, cancellationToken))
            {
                return new LogAppend.Done();
            }

            if (await WhyNotAsync(chunk, cancellationToken) is { } why)
            {
                return why;
            }
        }
    }

    public async Task<LogPage?> ReadAsync(ExecutionId execution, LogQuery query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Executions.Where(row => row.Id == execution.Value).Select(row => row.Status).FirstOrDefaultAsync(cancellationToken) is not { } status)
        {
            return null;
        }

        var wanted = db.ExecutionLogs.AsNoTracking().Where(row => row.ExecutionId == execution.Value && row.Position > query.After);
        wanted = query.Before is { } before ? wanted.Where(row => row.Position < before) : wanted;
        wanted = query.Stage is { } stage ? wanted.Where(row => row.Stage == stage) : wanted;
        wanted = query.Task is { } task ? wanted.Where(row => row.Task == task) : wanted;
        wanted = query.Attempt is { } attempt ? wanted.Where(row => row.Attempt == attempt) : wanted;
        var rows = await (query.FromEnd ? wanted.OrderByDescending(row => row.Position) : wanted.OrderBy(row => row.Position)).Take(MostRows + 1).ToListAsync(cancellationToken);
        var taken = 0;
        for (var lines = 0; taken < Math.Min(rows.Count, MostRows) && lines < query.Lines; taken++)
        {
            lines += rows[taken].Lines;
        }

        var chunks = rows.Take(taken).Select(ToChunk);
        return new LogPage(ExecutionStore.ToStatus(status), [.. query.FromEnd ? chunks.Reverse() : chunks], rows.Count > taken);
    }

    /// <summary>Why a chunk was not taken; null when another one was only faster.</summary>
    private async Task<LogAppend?> WhyNotAsync(LogChunk chunk, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var attempt = chunk.Attempt;
        if (!await db.Executions.AnyAsync(row => row.Id == attempt.Execution.Value, cancellationToken))
        {
            return new LogAppend.Gone();
        }

        var ofAttempt = db.ExecutionLogs.AsNoTracking()
            .Where(row => row.ExecutionId == attempt.Execution.Value && row.Stage == attempt.Stage && row.Task == attempt.Task && row.Attempt == attempt.Number && row.IsRollback == attempt.IsRollback);
        var there = await ofAttempt.Where(row => row.Sequence == chunk.Sequence).Select(row => (Guid?)row.Writer).FirstOrDefaultAsync(cancellationToken);
        return there is null ? null
            : there == chunk.Writer ? new LogAppend.Done()
            : new LogAppend.Behind(
                await ofAttempt.MaxAsync(row => row.Sequence, cancellationToken),
                await ofAttempt.SumAsync(row => (long)row.Lines, cancellationToken),
                await ofAttempt.SumAsync(row => row.Characters, cancellationToken));
    }

    private static LogChunk ToChunk(ExecutionLogRow row) =>
        new(new TaskAttempt(new ExecutionId(row.ExecutionId), row.Stage, row.Task, row.Attempt, row.IsRollback), row.Writer, row.Sequence, LogText.Read(row.At, row.Text)) { Position = row.Position };
}
