using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Admission;
using Slipway.Execution.Feed;
using Slipway.Execution.Grains;
using Slipway.Triggers.Callbacks;
using Slipway.Triggers.Deciding;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Intake;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Grains;

/// <summary>One webhook's deliveries, decided in the order they came. The key is the webhook's id.</summary>
public interface IWebhookGrain : IGrainWithGuidKey
{
    /// <summary>There are undecided deliveries. Returns when nobody is at them any more.</summary>
    [ResponseTimeout("01:00:00")]
    Task Decide();
}

/// <summary>
/// Decides what is undecided until nothing is left. Reentrant, so that a nudge that comes while it is at work only makes it look once more.
/// Deciding a delivery again, after a crash in the midst of it, comes to the same execution and the same events.
/// </summary>
[Reentrant]
public sealed partial class WebhookGrain(
    IDeliveryStore deliveries,
    IWebhookStore webhooks,
    Decider decider,
    Rush rush,
    Feed<RegistryEvent> feed,
    CallbackQueue callbacks,
    PublicAddress address,
    TriggerMeter meter,
    TimeProvider clock,
    ILogger<WebhookGrain> logger) : Grain, IWebhookGrain
{
    private const int BatchSize = 64;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan InARush = TimeSpan.FromMilliseconds(500);

    private Task deciding = Task.CompletedTask;
    private bool hasMore;
    private IGrainTimer? later;

    /// <inheritdoc/>
    public Task Decide()
    {
        hasMore = true;
        return deciding.IsCompleted ? deciding = DecideAll() : deciding;
    }

    private async Task DecideAll()
    {
        later?.Dispose();
        try
        {
            while (hasMore)
            {
                hasMore = false;
                if (await DecideBatch() is { } pause)
                {
                    DecideLater(pause);
                    return;
                }

                if (hasMore && rush.IsOn)
                {
                    await Task.Delay(InARush, clock);
                }
            }
        }
        catch (Exception e)
        {
            // What is undecided stays so; should the process die meanwhile, the sweep comes back to it.
            LogInterrupted(this.GetPrimaryKey(), e);
            DecideLater(AfterTrouble);
        }
    }

    private void DecideLater(TimeSpan pause) =>
        later = this.RegisterGrainTimer(Decide, new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    /// <returns>How long to wait before the next delivery can be decided; null when there is none to wait for.</returns>
    private async Task<TimeSpan?> DecideBatch()
    {
        var batch = await deliveries.UndecidedAsync(this.GetPrimaryKey(), BatchSize, CancellationToken.None);
        if (batch.Count == 0)
        {
            return null;
        }

        hasMore |= batch.Count == BatchSize;
        if (await webhooks.FindAsync(this.GetPrimaryKey(), CancellationToken.None) is not { } webhook)
        {
            await deliveries.DecideAsync([.. batch.Select(delivery => delivery.Id)], [], CancellationToken.None);
            return null;
        }

        var decision = await decider.DecideAsync(webhook, batch, CancellationToken.None);
        await Carry(webhook, decision);
        return decision.AskAgainAfter;
    }

    private async Task Carry(DockerWebhook webhook, Decision decision)
    {
        var requests = decision.Plans.Select(plan => plan.Request).OfType<AdmissionRequest>().ToArray();
        var answers = requests.Length == 0 ? [] : await GrainFactory.GetGrain<IPipelineGrain>(decision.Pipeline!.Value).Admit(requests);
        var lines = decision.Plans.Select(plan => plan.Line).After(requests.Zip(answers).ToDictionary(pair => pair.First.Id, pair => pair.Second));

        if (webhook.LatestWins)
        {
            foreach (var line in lines.Where(line => line.Outcome is EventOutcome.Started))
            {
                await Supersede(decision, line);
            }
        }

        if (decision.Decided.Count > 0)
        {
            await deliveries.DecideAsync([.. decision.Decided.Select(delivery => delivery.Id)], lines, CancellationToken.None);
        }

        foreach (var (plan, line) in decision.Plans.Zip(lines))
        {
            feed.Publish(line);
            meter.Count(line);
            LogDecided(webhook.Project, webhook.Name, line.Image, line.Tag, line.Outcome, line.Message);
            if (Callback.Of(webhook, plan, line, address.Get()) is { } callback)
            {
                callbacks.Add(callback);
            }
        }
    }

    private async Task Supersede(Decision decision, RegistryEvent line)
    {
        if (!decision.Newest.TryGetValue(line.Tag, out var older) || older is not { Outcome: EventOutcome.Started, Execution: { } waiting } || waiting == line.Execution)
        {
            return;
        }

        var message = $"A newer push of '{line.Tag}' has taken its place: {line.Pipeline}#{line.ExecutionIndex}.";
        if (await GrainFactory.GetGrain<IPipelineGrain>(decision.Pipeline!.Value).Withdraw(waiting, message))
        {
            await deliveries.SupersedeAsync(older.Id, message, CancellationToken.None);
            feed.Publish(older with { Outcome = EventOutcome.Superseded, Message = message });
        }
    }

    [LoggerMessage(3010, LogLevel.Information, "Webhook {Project}/{Webhook}: {Image}:{Tag} {Outcome}. {Message}")]
    private partial void LogDecided(string project, string webhook, string image, string tag, EventOutcome outcome, string message);

    [LoggerMessage(3011, LogLevel.Warning, "Webhook {Webhook}: deciding its deliveries was interrupted and will be taken up again.")]
    private partial void LogInterrupted(Guid webhook, Exception exception);
}
