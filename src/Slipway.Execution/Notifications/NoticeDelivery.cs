using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Recovery;

namespace Slipway.Execution.Notifications;

/// <summary>Makes single attempts: in bounded time, so many at once, and whatever goes wrong is an answer.</summary>
public sealed partial class NoticeDelivery(IEnumerable<INoticeSender> senders, NoticeOptions options, IHostApplicationLifetime host, ILogger<NoticeDelivery> logger) : IDisposable
{
    private const int LongestMessage = 500;

    private readonly Dictionary<NoticeProvider, INoticeSender> byProvider = senders.ToDictionary(sender => sender.Provider);
    private readonly SemaphoreSlim places = new(options.AtOnce);

    /// <summary>Makes one attempt.</summary>
    /// <returns>What came of it, secrets masked; null when the server stops, and nobody knows.</returns>
    public async Task<NoticeAnswer?> TryAsync(Notice notice)
    {
        try
        {
            await places.WaitAsync(host.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            return await SendAsync(notice) is { } answer ? answer with { Message = Shown(notice, answer.Message) } : null;
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private async Task<NoticeAnswer?> SendAsync(Notice notice)
    {
        if (!byProvider.TryGetValue(notice.Report.Provider, out var sender))
        {
            return NoticeAnswer.Never($"This server has no means to send notifications of type {notice.Report.Provider}.");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(host.ApplicationStopping);
        deadline.CancelAfter(options.Patience);
        try
        {
            Failpoint.Hit("notice.send.before");
            var answer = await sender.SendAsync(notice, deadline.Token).WaitAsync(deadline.Token);
            Failpoint.Hit("notice.send.after");
            return answer;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return host.ApplicationStopping.IsCancellationRequested ? null : NoticeAnswer.NotNow($"The other side did not take it within {options.Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception e)
        {
            LogUnexpected(notice.Report.Id, e.GetType().Name, e.StackTrace ?? "");
            return NoticeAnswer.NotNow($"It could not be sent ({e.GetType().Name}); the server's log has more.");
        }
    }

    private static string Shown(Notice notice, string message)
    {
        var masked = notice.Mask.Mask(message);
        return masked.Length > LongestMessage ? $"{masked[..(LongestMessage - 1)]}…" : masked;
    }

    // Without the exception's message: it may hold what signs in.
    [LoggerMessage(2040, LogLevel.Error, "Notice {Notice}: sending it threw {Exception}. {Trace}")]
    private partial void LogUnexpected(Guid notice, string exception, string trace);
}
