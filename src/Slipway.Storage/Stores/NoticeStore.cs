using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Execution.Notifications;
using Slipway.Pipelines;
using Slipway.Projects.Secrets;
using Slipway.Storage.Journal;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Notices: read by queries, written through the journal.</summary>
internal sealed class NoticeStore(IDbContextFactory<SlipwayDb> contexts, GroupCommitWriter journal, ISecretSealer sealer) : INoticeStore
{
    private const string InsertNotice = """
        insert into notices (id, execution_id, place, project, provider, event, stage, task, target, at, problems, status, attempts, next_attempt_at, ended_at, message, sealed_message)
        values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16)
        on conflict do nothing
        """;

    private const string UpdateAttempted = """
        update notices set status = @0, attempts = @1, next_attempt_at = @2, ended_at = @3, code = @4, message = @5, ticket = @6
        where id = @7 and attempts = @8 and ended_at is null
        """;

    private const string UpdateEnded = """
        update notices set status = @0, attempts = @1, next_attempt_at = @2, ended_at = @3, code = @4, message = @5, ticket = @6, sealed_message = null
        where id = @7 and attempts = @8 and ended_at is null
        """;

    /// <summary>What adds a notice in the transaction of something else.</summary>
    public static object?[] Values(Notice notice, int place, ISecretSealer sealer)
    {
        var report = notice.Report;
        return
        [
            report.Id, report.Execution.Value, place, report.Project, report.Provider.ToString(), report.Event.ToString(), report.Stage, report.Task, report.Target,
            Microseconds.From(report.At), StoredJson.Write(report.Problems), report.Status.ToString(), report.Attempts, Moment(report.NextAttemptAt), Moment(report.EndedAt), report.Message,
            notice.Message is { } message ? sealer.Seal(StoredJson.Write(new SealedMessage(message, notice.Secrets))) : null,
        ];
    }

    /// <summary>Adds notices in the transaction of something else.</summary>
    public static Task InsertAsync(JournalSession session, IReadOnlyList<object?[]> notices) => Task.WhenAll(notices.Select(notice => session.ExecuteAsync(InsertNotice, notice)));

    public async Task<Notice?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Notices.AsNoTracking().FirstOrDefaultAsync(notice => notice.Id == id && notice.SealedMessage != null, cancellationToken);
        return row is not null && StoredJson.Read<SealedMessage>(sealer.Open(row.SealedMessage!)) is var secret ? new Notice(ToReport(row), secret.Message, secret.Secrets) : null;
    }

    public Task<bool> CommitAsync(NoticeReport report, CancellationToken cancellationToken)
    {
        object?[] values =
        [
            report.Status.ToString(), report.Attempts, Moment(report.NextAttemptAt), Moment(report.EndedAt), report.Code, report.Message, StoredJson.OrNull(report.Ticket),
            report.Id, report.Attempts - 1,
        ];
        return journal.WriteAsync(async session => await session.ExecuteAsync(report.EndedAt is null ? UpdateAttempted : UpdateEnded, values) == 1, cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notices
            .Where(notice => notice.NextAttemptAt != null && notice.NextAttemptAt <= until)
            .OrderBy(notice => notice.NextAttemptAt)
            .Take(limit)
            .Select(notice => notice.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<NoticeReport>> OfAsync(IReadOnlyCollection<ExecutionId> executions, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = executions.Select(execution => execution.Value).ToList();
        var rows = await db.Notices.AsNoTracking().Where(notice => ids.Contains(notice.ExecutionId)).OrderBy(notice => notice.At).ThenBy(notice => notice.Place).ThenBy(notice => notice.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ToReport)];
    }

    private static NoticeReport ToReport(NoticeRow row) => new()
    {
        Id = row.Id,
        Execution = new ExecutionId(row.ExecutionId),
        Project = row.Project,
        Provider = Enum.Parse<NoticeProvider>(row.Provider),
        Event = Enum.Parse<NotificationEvent>(row.Event),
        Stage = row.Stage,
        Task = row.Task,
        Target = row.Target,
        At = row.At,
        Problems = StoredJson.Read<ImmutableArray<string>>(row.Problems),
        Status = Enum.Parse<NoticeStatus>(row.Status),
        Attempts = row.Attempts,
        NextAttemptAt = row.NextAttemptAt,
        EndedAt = row.EndedAt,
        Code = row.Code,
        Message = row.Message,
        Ticket = row.Ticket is null ? null : StoredJson.Read<MadeTicket>(row.Ticket),
    };

    private static long? Moment(DateTimeOffset? moment) => moment is { } known ? Microseconds.From(known) : null;

    /// <summary>What is only readable with the server's keys.</summary>
    private sealed record SealedMessage(NoticeMessage Message, ImmutableHashSet<string> Secrets);
}
