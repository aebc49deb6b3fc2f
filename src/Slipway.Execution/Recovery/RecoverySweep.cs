using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Execution.Recovery;

/// <summary>Wakes whatever lies unfinished, at start and then at intervals.</summary>
public sealed partial class RecoverySweep(IEnumerable<IRecoverable> recoverables, TimeProvider clock, ILogger<RecoverySweep> logger) : BackgroundService
{
    /// <summary>How long work that nobody is at may lie before it is found.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            foreach (var recoverable in recoverables)
            {
                await Wake(recoverable, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
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
