using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Execution.Recovery;

/// <summary>
/// Wakes whatever lies unfinished: when the host has started, then at intervals, and when somebody rings for it, as when a node has gone or the store was away
/// and is back. Not before: what is taken up may tell people at which address they find it.
/// </summary>
public sealed partial class RecoverySweep(
    IEnumerable<IRecoverable> recoverables, RecoveryBell bell, IHostApplicationLifetime host, TimeProvider clock, ILogger<RecoverySweep> logger) : BackgroundService
{
    /// <summary>How long work that nobody is at may lie before it is found.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>When it is tried again what could not be woken: a node that has just gone may still be asked for what it had.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    // However often the bell rings: others shall get to do their work, too.
    private static readonly TimeSpan AfterTheBell = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await host.HasStartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var isDone = true;
            foreach (var recoverable in recoverables)
            {
                isDone &= await Wake(recoverable, stoppingToken);
            }

            if (await bell.WaitAsync(isDone ? Interval : Retry, clock, stoppingToken))
            {
                await Task.Delay(AfterTheBell, clock, stoppingToken);
            }
        }
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
