using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Projects.Audit;

namespace Slipway.Execution.Retention;

/// <summary>Forgets what is too old or too much, at start and then at intervals.</summary>
public sealed partial class RetentionSweep(IEnumerable<IRetention> retentions, RetentionMeter meter, IAuditLog audit, TimeProvider clock, ILogger<RetentionSweep> logger) : BackgroundService
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            foreach (var retention in retentions)
            {
                await SweepAsync(retention, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(IRetention retention, CancellationToken cancellationToken)
    {
        var forgotten = 0L;
        try
        {
            while (await retention.ForgetAsync(cancellationToken) is var some and > 0)
            {
                forgotten += some;
                meter.Count(retention.Kind, some);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(retention.Kind, e);
        }
        finally
        {
            if (forgotten > 0)
            {
                LogForgotten(forgotten, retention.Kind, retention.Rule);
            }
        }

        if (forgotten > 0 && retention.AuditKind is { } kind)
        {
            await RecordAsync(kind, string.Create(CultureInfo.InvariantCulture, $"{forgotten} {retention.Kind}"), $"Deleted by the server: those {retention.Rule}.", cancellationToken);
        }
    }

    private async Task RecordAsync(string kind, string name, string message, CancellationToken cancellationToken)
    {
        try
        {
            await audit.RecordAsync(new AuditEvent(AuditActions.Delete, kind, name) { Message = message }, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRecorded(name, e);
        }
    }

    [LoggerMessage(2040, LogLevel.Information, "Deleted {Count} {Kind} {Rule}.")]
    private partial void LogForgotten(long count, string kind, string rule);

    [LoggerMessage(2041, LogLevel.Warning, "Old {Kind} could not all be deleted; the next look tries again.")]
    private partial void LogFailed(string kind, Exception exception);

    [LoggerMessage(2042, LogLevel.Warning, "That {Name} were deleted could not be written into the audit.")]
    private partial void LogNotRecorded(string name, Exception exception);
}
