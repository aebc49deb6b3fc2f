using Orleans;
using Slipway.Execution.Feed;
using Slipway.Execution.Grains;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Projects.Access;

namespace Slipway.Execution.UserOperations;

/// <summary>
/// Asks people and takes their answers. An answer is on disk before anything else happens: of two, one wins. Then the task is told, and should that be lost,
/// <see cref="OpenUserOperations"/> tells it again.
/// </summary>
public sealed class Approvals(IUserOperationStore store, IExecutionStore executions, IGrainFactory grains, Feed<UserOperation> feed, TimeProvider clock)
{
    /// <summary>What an attempt asks; null before it does.</summary>
    public Task<UserOperation?> FindAsync(TaskAttempt attempt, CancellationToken cancellationToken) => store.FindAsync(UserOperation.IdOf(attempt), cancellationToken);

    /// <summary>Asks. Idempotent: what the attempt has asked already stays as it is.</summary>
    public async Task<UserOperation> AskAsync(UserOperation operation, CancellationToken cancellationToken)
    {
        if (!await store.CreateAsync(operation, cancellationToken))
        {
            return (await store.FindAsync(operation.Id, cancellationToken))!;
        }

        feed.Publish(operation);
        return operation;
    }

    /// <summary>Cancels what earlier executions of the pipeline still ask. Their tasks fail: nobody said yes. Idempotent.</summary>
    public async Task CancelOlderAsync(UserOperation newer, CancellationToken cancellationToken)
    {
        foreach (var older in await store.OlderAsync(newer.PipelineId, newer.ExecutionIndex, cancellationToken))
        {
            await CloseAsync(older, UserOperationStatus.Canceled, $"{newer.Execution} asks anew and takes the place of this question.", cancellationToken);
            Tell(older.Attempt);
        }
    }

    /// <summary>Notes who was told.</summary>
    public async Task<UserOperation> NoteAsync(UserOperation operation, string notice, CancellationToken cancellationToken)
    {
        await store.NoteAsync(operation.Id, notice, cancellationToken);
        var noted = operation with { Notice = notice };
        feed.Publish(noted);
        return noted;
    }

    /// <summary>Closes a question that waits for an answer, without one.</summary>
    /// <returns>The question as it is closed: by this, or by what came first.</returns>
    public async Task<UserOperation> CloseAsync(UserOperation operation, UserOperationStatus status, string why, CancellationToken cancellationToken)
    {
        var closing = new Closing(status, clock.GetUtcNow(), why);
        if (!await store.CloseAsync(operation.Id, closing, cancellationToken))
        {
            return await store.FindAsync(operation.Id, cancellationToken) ?? operation with { Closing = closing };
        }

        var closed = operation with { Closing = closing };
        feed.Publish(closed);
        return closed;
    }

    /// <summary>The task knows how its question was closed.</summary>
    public Task SettleAsync(UserOperation operation, CancellationToken cancellationToken) => store.SettleAsync(operation.Id, cancellationToken);

    /// <summary>Somebody answers.</summary>
    /// <param name="id">What.</param>
    /// <param name="caller">Who, as they are at this moment.</param>
    /// <param name="isApproved">Whether they say yes.</param>
    /// <param name="message">Their words; may be empty.</param>
    /// <param name="cancellationToken">Stops it before the answer is on disk.</param>
    public async Task<AnswerResult> AnswerAsync(Guid id, Caller caller, bool isApproved, string message, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } operation || !caller.Sees(operation.Project))
        {
            return new AnswerResult.Missing();
        }

        if (!caller.MayAnswer(operation))
        {
            return new AnswerResult.NotAllowed($"Who may answer this is {operation.WhoMayAnswer()}.");
        }

        if (operation.Closing is not null)
        {
            return new AnswerResult.TooLate(operation);
        }

        if (await OverAsync(operation, cancellationToken) is { } over)
        {
            return new AnswerResult.TooLate(over);
        }

        var closing = new Closing(isApproved ? UserOperationStatus.Approved : UserOperationStatus.Rejected, clock.GetUtcNow(), message)
        {
            By = caller.Name,
            Email = caller.Email,
            Roles = [.. caller.RolesIn(operation.Project)],
        };
        if (!await store.CloseAsync(id, closing, cancellationToken))
        {
            return await store.FindAsync(id, cancellationToken) is { } other ? new AnswerResult.TooLate(other) : new AnswerResult.Missing();
        }

        var answered = operation with { Closing = closing };
        feed.Publish(answered);
        Tell(operation.Attempt);
        return new AnswerResult.Taken(answered);
    }

    /// <summary>Closes what can be answered no more, and sees to it that tasks learn how their questions were closed. Idempotent.</summary>
    internal async Task MendAsync(CancellationToken cancellationToken)
    {
        foreach (var operation in await store.OverdueAsync(clock.GetUtcNow(), cancellationToken))
        {
            if (await OverAsync(operation, cancellationToken) is { } closed && !await IsAskedForAsync(closed, cancellationToken))
            {
                await store.SettleAsync(closed.Id, cancellationToken);
            }
        }

        foreach (var operation in await store.UntakenAsync(cancellationToken))
        {
            Tell(operation.Attempt);
        }
    }

    /// <summary>The question as closed if nobody waits for its answer any more; null when somebody does.</summary>
    private async Task<UserOperation?> OverAsync(UserOperation operation, CancellationToken cancellationToken)
    {
        if (operation.Closing is not null)
        {
            return operation;
        }

        if (!await IsAskedForAsync(operation, cancellationToken))
        {
            return await CloseAsync(operation, UserOperationStatus.Canceled, $"{operation.Execution} does not wait for it any more.", cancellationToken);
        }

        return operation.ExpiresAt <= clock.GetUtcNow() ? await ExpireAsync(operation, cancellationToken) : null;
    }

    /// <summary>Closes a question that nobody answered in time.</summary>
    public Task<UserOperation> ExpireAsync(UserOperation operation, CancellationToken cancellationToken) =>
        CloseAsync(operation, UserOperationStatus.Expired, $"Nobody answered until {operation.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", cancellationToken);

    private async Task<bool> IsAskedForAsync(UserOperation operation, CancellationToken cancellationToken) =>
        await executions.FindAsync(operation.Attempt.Execution, cancellationToken) is { } execution
        && !execution.Status.IsEnded()
        && execution.Work.Any(work => work.Attempt == operation.Attempt && work.Task.Status is WorkStatus.Running or WorkStatus.Waiting);

    private void Tell(TaskAttempt attempt) => grains.GetGrain<IExecutionGrain>(attempt.Execution.Value).Arrived(attempt).Ignore();
}
