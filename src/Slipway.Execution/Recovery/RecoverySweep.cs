using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Execution.Recovery;

/// <summary>Wakes whatever lies unfinished, at start, then at intervals, and when it is called for.</summary>
public sealed partial class RecoverySweep(IEnumerable<IRecoverable> recoverables, RecoveryCall call, TimeProvider clock, ILogger<RecoverySweep> logger) : BackgroundService
{
    /// <summary>How long work that nobody is at may lie before it is found.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>When it is tried again what could not be woken: a node that has just gone may still be asked for what it had.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var isDone = true;
            foreach (var recoverable in recoverables)
            {
                isDone &= await Wake(recoverable, stoppingToken);
            }

            await NextAsync(isDone ? Interval : Retry, stoppingToken);
        }
    }

    private async Task NextAsync(TimeSpan atLatest, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(atLatest, clock, either.Token), call.TakeAsync(either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<bool> Wake(IRecoverable recoverable, CancellationToken cancellationToken)
    {
        try
        {
            await recoverable.WakeAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(recoverable.Name, e);
            return false;
        }
    }

    [LoggerMessage(2030, LogLevel.Warning, "{Work} could not all be taken up; the next sweep tries again.")]
    private partial void LogFailed(string work, Exception exception);
}
