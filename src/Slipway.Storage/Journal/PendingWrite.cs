namespace Slipway.Storage.Journal;

/// <summary>A write that somebody waits for.</summary>
internal interface IWrite
{
    Task RunAsync(JournalSession session);

    void Committed();

    void Failed(Exception exception);
}

/// <summary>A write with its result, which is told only when it is durable.</summary>
internal sealed class PendingWrite<T>(Func<JournalSession, Task<T>> write) : IWrite
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Result => done.Task;

    public async Task RunAsync(JournalSession session) => result = await write(session);

    public void Committed() => done.SetResult(result!);

    public void Failed(Exception exception) => done.SetException(exception);
}
