using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Storage.Journal;

/// <summary>
/// The one durable writer of the hot path. Whatever comes in while a commit is under way goes into the next one:
/// many callers share one flush to disk, and each is told when its own write is durable. Writes happen in the order they were asked for.
/// </summary>
public sealed partial class GroupCommitWriter(Func<CancellationToken, Task<DbConnection>> open, ILogger<GroupCommitWriter> logger) : IHostedService
{
    private const int MaxGroup = 512;

    private readonly Channel<IWrite> queue = Channel.CreateUnbounded<IWrite>(new UnboundedChannelOptions { SingleReader = true });
    private JournalSession? session;
    private Task writing = Task.CompletedTask;

    private interface IWrite
    {
        Task RunAsync(JournalSession session);

        void Committed();

        void Failed(Exception exception);
    }

    /// <summary>Runs the write in the next group. When the result is there, it is on disk.</summary>
    /// <param name="write">Statements that change something or nothing but do not fail for what the rows hold.</param>
    /// <param name="cancellationToken">Stops the waiting, not the write.</param>
    /// <exception cref="JournalUnavailableException">The group could not be committed; nothing of this write is there.</exception>
    public Task<T> WriteAsync<T>(Func<JournalSession, Task<T>> write, CancellationToken cancellationToken)
    {
        var pending = new Write<T>(write);
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
        }

        await CloseAsync();
    }

    private async Task CommitAsync(List<IWrite> group)
    {
        try
        {
            session ??= new JournalSession(await open(CancellationToken.None));
            await using (var transaction = await session.Connection.BeginTransactionAsync())
            {
                session.Transaction = transaction;
                foreach (var write in group)
                {
                    await write.RunAsync(session);
                }

                await transaction.CommitAsync();
            }
        }
        catch (Exception e)
        {
            await FailAsync(group, e);
            return;
        }

        foreach (var write in group)
        {
            write.Committed();
        }
    }

    // One bad write must not take its neighbours with it: after a failure each gets a transaction of its own.
    private async Task FailAsync(List<IWrite> group, Exception exception)
    {
        LogGroupFailed(group.Count, exception);
        await CloseAsync();
        if (group.Count == 1)
        {
            group[0].Failed(new JournalUnavailableException($"The database did not take a write: {exception.Message}", exception));
            return;
        }

        foreach (var write in group)
        {
            await CommitAsync([write]);
        }
    }

    private async Task CloseAsync()
    {
        if (session is { } open)
        {
            session = null;
            await open.DisposeAsync();
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "A group of {Writes} writes was not committed.")]
    private partial void LogGroupFailed(int writes, Exception exception);

    private sealed class Write<T>(Func<JournalSession, Task<T>> write) : IWrite
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Result => done.Task;

        public async Task RunAsync(JournalSession session) => result = await write(session);

        public void Committed() => done.SetResult(result!);

        public void Failed(Exception exception) => done.SetException(exception);
    }
}
