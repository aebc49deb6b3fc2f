namespace Slipway.Sandbox.DockerHub;

/// <summary>Requests that hang until they are released, or until their caller gives up.</summary>
public sealed class HeldRequests : IDisposable
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HeldRequests()
    {
    }

    /// <summary>Completes when the first request hangs.</summary>
    public Task Reached => reached.Task;

    /// <summary>Lets the hanging requests, and those to come, go on.</summary>
    public void Release() => released.TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => Release();

    internal Task WaitAsync(CancellationToken cancellationToken)
    {
        reached.TrySetResult();
        return released.Task.WaitAsync(cancellationToken);
    }
}
