using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Recovery;

namespace Slipway.Storage.Journal;

/// <summary>
/// The one durable writer of the hot path. Whatever comes in while a commit is under way goes into the next one:
/// many callers share one flush to disk, and each is told when its own write is durable. Writes happen in the order they were asked for.
/// A database that has gone away is looked for again, ever less often, as long as there is something to write.
/// </summary>
public sealed partial class GroupCommitWriter(IJournalDatabase database, RecoveryBell bell, TimeProvider clock, ILogger<GroupCommitWriter> logger) : IHostedService
{
    private const int MaxGroup = 512;

    private readonly Channel<IWrite> queue = Channel.CreateUnbounded<IWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalSession? session;
    private int timesUnreachable;
    private bool hasFailed;
    private Task writing = Task.CompletedTask;

    /// <summary>Runs the write in the next group. When the result is there, it is on disk.</summary>
    /// <param name="write">
    /// Statements that change something or nothing but do not fail for what the rows hold. It waits for nothing but them, and is run again,
    /// on a new transaction, when the first one came to nothing. Statements that are asked for together are run together; what is asked for
    /// after an answer has been waited for may come after the neighbours' first statements.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting, not the write.</param>
    /// <exception cref="JournalUnavailableException">The group could not be committed; nothing of this write is there, unless the exception is in doubt.</exception>
    public Task<T> WriteAsync<T>(Func<JournalSession, Task<T>> write, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite<T>(write);
        if (!queue.Writer.TryWrite(pending))
        {
            throw new JournalUnavailableException("The server is stopping.");
        }

        return pending.Result.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        writing = Task.Run(WriteGroupsAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing more in, and returns when what was taken in is written.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        stopping.TrySetResult();
        return writing.WaitAsync(cancellationToken);
    }

    private async Task WriteGroupsAsync()
    {
        var group = new List<IWrite>(MaxGroup);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && queue.Reader.TryRead(out var write))
            {
                group.Add(write);
            }

            await CommitAsync(group);
            group.Clear();
            await Task.WhenAny(Task.Delay(Backoff.After(timesUnreachable), clock), stopping.Task);
        }

        await CloseAsync();
    }

    private async Task CommitAsync(List<IWrite> group)
    {
        var failure = await TryCommitAsync(group);
        if (failure is { IsConnectionLost: true, WasFresh: false, IsInDoubt: false })
        {
            // The connection may have died long ago, unnoticed; nothing of the group can be there.
            failure = await TryCommitAsync(group);
        }

        switch (failure)
        {
            case null:
                foreach (var write in group)
                {
                    write.Committed();
                }

                break;
            case { IsConnectionLost: false } when group.Count > 1:
                LogGroupFailed(group.Count, failure.Cause);
                await CommitEachAsync(group);
                break;
            default:
                LogGroupFailed(group.Count, failure.Cause);
                Fail(group, failure);
                break;
        }
    }

    // One bad write must not take its neighbours with it: after a failure each gets a transaction of its own.
    private async Task CommitEachAsync(List<IWrite> group)
    {
        for (var i = 0; i < group.Count; i++)
        {
            switch (await TryCommitAsync([group[i]]))
            {
                case null:
                    group[i].Committed();
                    break;
                case { IsConnectionLost: true } lost:
                    Fail([group[i]], lost);
                    Fail([.. group.Skip(i + 1)], lost with { IsInDoubt = false });
                    return;
                case var failure:
                    Fail([group[i]], failure);
                    break;
            }
        }
    }

    private async Task<Failure?> TryCommitAsync(List<IWrite> group)
    {
        var isFresh = session is not { IsOpen: true };
        var isCommitting = false;
        try
        {
            if (isFresh)
            {
                session = await OpenAsync();
            }

            await using var transaction = await session!.BeginAsync();
            await session.RunAsync(group);
            Failpoint.Hit("journal.commit.before");
            isCommitting = true;
            await transaction.CommitAsync();
            Failpoint.Hit("journal.commit.after");
            if (hasFailed)
            {
                // Whoever was told that it failed may have left something lying.
                hasFailed = false;
                bell.Ring();
            }

            return null;
        }
        catch (Exception e)
        {
            hasFailed = true;
            var isLost = session is not { IsOpen: true } || database.IsConnectionLost(e);
            await CloseAsync();
            return new Failure(e, isLost, isFresh, IsInDoubt: isLost && isCommitting);
        }
    }

    private async Task<JournalSession> OpenAsync()
    {
        await CloseAsync();
        timesUnreachable++;
        var opened = await database.OpenAsync(CancellationToken.None);
        if (timesUnreachable > 1)
        {
            LogBack();
        }

        timesUnreachable = 0;
        return opened;
    }

    private async Task CloseAsync()
    {
        if (session is { } open)
        {
            session = null;
            try
            {
                await open.DisposeAsync();
            }
            catch (Exception e)
            {
                // What is broken may not even close. The next one is opened all the same.
                LogNotClosed(e);
            }
        }
    }

    private static void Fail(IReadOnlyList<IWrite> group, Failure failure)
    {
        foreach (var write in group)
        {
            write.Failed(failure.ToException());
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "A group of {Writes} writes was not committed.")]
    private partial void LogGroupFailed(int writes, Exception exception);

    [LoggerMessage(4002, LogLevel.Information, "The database takes writes again.")]
    private partial void LogBack();

    [LoggerMessage(4004, LogLevel.Warning, "The journal's connection did not close cleanly.")]
    private partial void LogNotClosed(Exception exception);

    private sealed record Failure(Exception Cause, bool IsConnectionLost, bool WasFresh, bool IsInDoubt)
    {
        public JournalUnavailableException ToException() => IsInDoubt
            ? new JournalUnavailableException($"The database was lost in the middle of a commit: {Cause.Message}", Cause) { IsInDoubt = true }
            : new JournalUnavailableException($"The database did not take a write: {Cause.Message}", Cause);
    }
}
