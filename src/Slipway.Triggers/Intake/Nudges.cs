using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Slipway.Triggers.Grains;

namespace Slipway.Triggers.Intake;

/// <summary>
/// Tells webhooks that they have something to decide. However many deliveries come, one message to each webhook is on its way at a time, and one
/// follows it if something came meanwhile. Should a message be lost, the sweep finds what is undecided.
/// </summary>
public sealed partial class Nudges(IGrainFactory grains, ILogger<Nudges> logger)
{
    private readonly ConcurrentDictionary<Guid, Nudge> nudges = new();

    /// <summary>The webhook has something to decide, which is on disk. Returns at once.</summary>
    public void Give(Guid webhook)
    {
        var nudge = nudges.GetOrAdd(webhook, _ => new Nudge());
        if (Interlocked.Increment(ref nudge.Wanted) == 1)
        {
            SendAsync(webhook, nudge).Ignore();
        }
    }

    private async Task SendAsync(Guid webhook, Nudge nudge)
    {
        int answered;
        do
        {
            answered = Volatile.Read(ref nudge.Wanted);
            try
            {
                await grains.GetGrain<IWebhookGrain>(webhook).Decide();
            }
            catch (Exception e)
            {
                LogLost(webhook, e.Message);
            }
        }
        while (Interlocked.Add(ref nudge.Wanted, -answered) > 0);
    }

    [LoggerMessage(3012, LogLevel.Debug, "Webhook {Webhook} was not told that it has something to decide; the sweep will find it: {Reason}")]
    private partial void LogLost(Guid webhook, string reason);

    private sealed class Nudge
    {
        /// <summary>How many deliveries have come for which no message was answered yet.</summary>
        public int Wanted;
    }
}
