using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Audit;
using Slipway.Projects.Listing;
using Slipway.Storage.Audit;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>What people are asked.</summary>
internal sealed class UserOperationStore(IDbContextFactory<SlipwayDb> contexts, TimeProvider clock) : IUserOperationStore
{
    private const int AtOnce = 200;

    private static readonly string active = UserOperationStatus.Active.Wire();

    public async Task<UserOperation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.UserOperations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? ToOperation(row) : null;
    }

    public async Task<ListPage<UserOperation>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.UserOperations.ToPageAsync(query, projects, ListedFields.UserOperations, cancellationToken)).Select(ToOperation);
    }

    public async Task<bool> CreateAsync(UserOperation operation, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.UserOperations.Add(new UserOperationRow
        {
            Id = operation.Id,
            Index = operation.Index,
            Project = operation.Project,
            PipelineId = operation.PipelineId,
            PipelineName = operation.PipelineName,
            ExecutionId = operation.Attempt.Execution.Value,
            ExecutionIndex = operation.ExecutionIndex,
            Stage = operation.Attempt.Stage,
            Task = operation.Attempt.Task,
            Attempt = operation.Attempt.Number,
            Summary = operation.Summary,
            Description = operation.Description,
            Approvers = StoredJson.Write(operation.Approvers),
            ApproverGroups = StoredJson.Write(operation.ApproverGroups),
            RequestedBy = operation.RequestedBy,
            RequestedAt = operation.RequestedAt,
            ExpiresAt = operation.ExpiresAt,
            SendsMail = operation.SendsMail,
            MailServer = operation.MailServer,
            CancelsPrevious = operation.CancelsPrevious,
            Notice = operation.Notice,
            Status = active,
        });
        return await db.TrySaveAsync(cancellationToken);
    }

    public async Task NoteAsync(Guid id, string notice, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.UserOperations.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Notice, notice), cancellationToken);
    }

    public async Task<bool> CloseAsync(Guid id, Closing closing, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.UserOperations.FirstOrDefaultAsync(row => row.Id == id && row.Status == active, cancellationToken) is not { } row)
        {
            return false;
        }

        row.Status = closing.Status.Wire();
        row.ClosedAt = closing.At;
        row.ResponseMessage = closing.Message;
        row.RespondedBy = closing.By;
        row.RespondedByEmail = closing.Email;
        row.ResponderRoles = StoredJson.Write(closing.Roles);
        if (closing.Status is UserOperationStatus.Approved or UserOperationStatus.Rejected)
        {
            var action = closing.Status is UserOperationStatus.Approved ? AuditActions.Approve : AuditActions.Reject;
            db.Audit.Add(AuditRows.Of(
                new AuditEvent(action, AuditKinds.UserOperation, $"{row.PipelineName}#{row.ExecutionIndex} {row.Stage}.{row.Task}") { Resource = $"{row.Id}", Project = row.Project, Message = closing.Message },
                clock.GetUtcNow()));
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else has closed it between reading and writing.
            return false;
        }
    }

    public async Task SettleAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.UserOperations.Where(row => row.Id == id && row.Status != active).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsSettled, true), cancellationToken);
    }

    public async Task<IReadOnlyList<UserOperation>> OlderAsync(Guid pipelineId, int executionIndex, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db.UserOperations.Where(row => !row.IsSettled && row.Status == active && row.PipelineId == pipelineId && row.ExecutionIndex < executionIndex), int.MaxValue, cancellationToken);
    }

    public async Task<IReadOnlyList<UserOperation>> UntakenAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        string[] onTheirWay = [ExecutionStatus.Running.Wire(), ExecutionStatus.Waiting.Wire()];
        return await ReadAsync(
            db.UserOperations.Where(row => !row.IsSettled && row.Status != active && db.Executions.Any(execution => execution.Id == row.ExecutionId && onTheirWay.Contains(execution.Status))),
            AtOnce,
            cancellationToken);
    }

    public async Task<IReadOnlyList<UserOperation>> OverdueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(
            db.UserOperations.Where(row => !row.IsSettled && ((row.Status == active && row.ExpiresAt <= now) || !db.Executions.Any(execution => execution.Id == row.ExecutionId && !execution.IsEnded))),
            AtOnce,
            cancellationToken);
    }

    private static async Task<IReadOnlyList<UserOperation>> ReadAsync(IQueryable<UserOperationRow> rows, int most, CancellationToken cancellationToken) =>
        [.. (await rows.AsNoTracking().OrderBy(row => row.RequestedAt).ThenBy(row => row.Id).Take(most).ToListAsync(cancellationToken)).Select(ToOperation)];

    private static UserOperation ToOperation(UserOperationRow row) => new()
    {
        Attempt = new TaskAttempt(new ExecutionId(row.ExecutionId), row.Stage, row.Task, row.Attempt),
        Project = row.Project,
        PipelineId = row.PipelineId,
        PipelineName = row.PipelineName,
        ExecutionIndex = row.ExecutionIndex,
        Summary = row.Summary,
        Description = row.Description,
        Approvers = StoredJson.Read<ImmutableArray<string>>(row.Approvers),
        ApproverGroups = StoredJson.Read<ImmutableArray<string>>(row.ApproverGroups),
        RequestedBy = row.RequestedBy,
        RequestedAt = row.RequestedAt,
        ExpiresAt = row.ExpiresAt,
        SendsMail = row.SendsMail,
        MailServer = row.MailServer,
        CancelsPrevious = row.CancelsPrevious,
        Notice = row.Notice,
        Closing = row.ClosedAt is not { } at ? null : new Closing(UserOperationStatuses.All.Single(status => status.Wire() == row.Status), at, row.ResponseMessage)
        {
            By = row.RespondedBy,
            Email = row.RespondedByEmail,
            Roles = StoredJson.Read<ImmutableArray<string>>(row.ResponderRoles),
        },
    };
}
