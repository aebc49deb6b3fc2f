using Microsoft.Extensions.Hosting;

namespace Slipway.Execution.Recovery;

/// <summary>The moment from which on a server can be found: what tells others of its address must not begin before.</summary>
public static class HostStart
{
    /// <summary>Returns when the host has started, and with it the listening.</summary>
    /// <exception cref="OperationCanceledException">It stops before that.</exception>
    public static async Task HasStartedAsync(this IHostApplicationLifetime host, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
