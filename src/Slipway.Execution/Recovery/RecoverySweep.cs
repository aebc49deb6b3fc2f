using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Execution.Recovery;

/// <summary>Wakes whatever lies unfinished, at start and then at intervals, and when the store was away and is back.</summary>
public sealed partial class RecoverySweep(IEnumerable<IRecoverable> recoverables, RecoveryBell bell, TimeProvider clock, ILogger<RecoverySweep> logger) : BackgroundService
{
    /// <summary>How long work that nobody is at may lie before it is found.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // However often the bell rings: others shall get to do their work, too.
    private static readonly TimeSpan AfterTheBell = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var recoverable in recoverables)
            {
                await Wake(recoverable, stoppingToken);
            }

            if (await bell.WaitAsync(Interval, clock, stoppingToken))
            {
                await Task.Delay(AfterTheBell, clock, stoppingToken);
            }
        }
    }

    private async Task Wake(IRecoverable recoverable, CancellationToken cancellationToken)
    {
        try
        {
            await recoverable.WakeAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(recoverable.Name, e);
        }
    }

    [LoggerMessage(2030, LogLevel.Warning, "{Work} could not all be taken up; the next sweep tries again.")]
    private partial void LogFailed(string work, Exception exception);
}
