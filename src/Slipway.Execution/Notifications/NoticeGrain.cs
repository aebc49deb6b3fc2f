using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Feed;

namespace Slipway.Execution.Notifications;

/// <summary>
/// Sends one notice: of all nodes one, and one attempt at a time. What is tried again soon is kept in memory for that; what is tried later, or what a crash
/// left lying, the sweep brings back.
/// </summary>
[KeepAlive]
public sealed partial class NoticeGrain(INoticeStore store, NoticeDelivery delivery, NoticeOptions options, EngineOptions engine, Feed<NoticeReport> feed, TimeProvider clock, ILogger<NoticeGrain> logger)
    : Grain, INoticeGrain
{
    private IGrainTimer? alarm;
    private NoticeReport? unwritten;

    /// <inheritdoc/>
    public async Task Deliver()
    {
        alarm?.Dispose();
        alarm = null;

        // What came of the last attempt could not be written down: it is not made again for that.
        if (unwritten is { } report)
        {
            await Note(report);
        }
        else if (await store.FindAsync(this.GetPrimaryKey(), CancellationToken.None) is not { } notice)
        {
            DeactivateOnIdle();
        }
        else if (notice.Report.NextAttemptAt > clock.GetUtcNow())
        {
            Rest(notice.Report);
        }
        else if (await delivery.TryAsync(notice) is { } answer)
        {
            await Note(notice.Report.After(answer, clock.GetUtcNow(), options.Delays));
        }
    }

    private async Task Note(NoticeReport report)
    {
        unwritten = report;
        var isNoted = await store.CommitAsync(report, CancellationToken.None);
        unwritten = null;
        if (isNoted)
        {
            feed.Publish(report);
            if (report.Status is NoticeStatus.GivenUp)
            {
                LogGivenUp(report.Id, report.Provider, report.Execution, report.Message);
            }
        }

        Rest(report);
    }

    private void Rest(NoticeReport report)
    {
        if (report.NextAttemptAt - clock.GetUtcNow() is { } left && left < engine.LongestNap)
        {
            alarm = this.RegisterGrainTimer(Deliver, new GrainTimerCreationOptions(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        }
        else
        {
            DeactivateOnIdle();
        }
    }

    [LoggerMessage(2041, LogLevel.Warning, "Notice {Notice} ({Provider}) of execution {Execution} is given up. {Message}")]
    private partial void LogGivenUp(Guid notice, NoticeProvider provider, ExecutionId execution, string message);
}
