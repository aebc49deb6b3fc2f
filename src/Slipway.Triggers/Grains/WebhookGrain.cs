using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Feed;
using Slipway.Execution.Grains;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Matching;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Grains;

/// <summary>One webhook's deliveries, decided in the order they came. The key is the webhook's id.</summary>
public interface IWebhookGrain : IGrainWithGuidKey
{
    /// <summary>There are undecided deliveries. Returns at once.</summary>
    [OneWay]
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
    IPipelineCatalog pipelines,
    IEnumerable<IRegistryDialect> dialects,
    Feed<RegistryEvent> feed,
    ILogger<WebhookGrain> logger) : Grain, IWebhookGrain
{
    private const int BatchSize = 64;

    private bool isDeciding;
    private bool hasMore;

    /// <inheritdoc/>
    public async Task Decide()
    {
        hasMore = true;
        if (isDeciding)
        {
            return;
        }

        isDeciding = true;
        try
        {
            while (hasMore)
            {
                hasMore = false;
                if (await DecideBatch())
                {
                    hasMore = true;
                }
            }
        }
        catch (Exception e)
        {
            // What is undecided stays so; the sweep comes back to it.
            LogInterrupted(this.GetPrimaryKey(), e);
        }
        finally
        {
            isDeciding = false;
        }
    }

    private async Task<bool> DecideBatch()
    {
        var batch = await deliveries.UndecidedAsync(this.GetPrimaryKey(), BatchSize, CancellationToken.None);
        if (batch.Count > 0)
        {
            var webhook = await webhooks.FindAsync(this.GetPrimaryKey(), CancellationToken.None);
            await Task.WhenAll(batch.Select(delivery => Decide(webhook, delivery)));
        }

        return batch.Count == BatchSize;
    }

    private async Task Decide(DockerWebhook? webhook, Delivery delivery)
    {
        var events = webhook is null ? [] : await EventsOf(webhook, delivery);
        await deliveries.DecideAsync(delivery.Id, events, CancellationToken.None);
        foreach (var line in events)
        {
            feed.Publish(line);
            LogDecided(webhook!.Project, webhook.Name, line.Image, line.Tag, line.Outcome, line.Message);
        }
    }

    private async Task<RegistryEvent[]> EventsOf(DockerWebhook webhook, Delivery delivery) =>
        dialects.First(dialect => dialect.ServerType == webhook.ServerType).Read(delivery.Body) switch
        {
            DialectResult.Pushed pushed => await Task.WhenAll(pushed.Pushes.Select((push, place) => EventOf(webhook, delivery, place, push, pushed.Repair))),
            DialectResult.Malformed malformed => [webhook.EventOf(delivery, EventOutcome.Rejected, malformed.Reason)],
            var other => throw new InvalidOperationException($"A dialect answered {other}."),
        };

    private async Task<RegistryEvent> EventOf(DockerWebhook webhook, Delivery delivery, int place, ImagePushed push, string? repair)
    {
        var line = Matcher.Match(webhook, push) switch
        {
            MatchResult.Start start => await Start(webhook, delivery, place, push, start.Input),
            MatchResult.Ignore ignore => webhook.EventOf(delivery, place, push, EventOutcome.Ignored, ignore.Reason),
            var other => throw new InvalidOperationException($"The matcher answered {other}."),
        };
        return repair is null ? line : line with { Message = $"{line.Message} The body was repaired: {repair}" };
    }

    private async Task<RegistryEvent> Start(DockerWebhook webhook, Delivery delivery, int place, ImagePushed push, JsonObject input)
    {
        if (await pipelines.FindAsync(webhook.Project, webhook.Pipeline, CancellationToken.None) is not { } pipeline)
        {
            return webhook.EventOf(delivery, place, push, EventOutcome.Failed, $"Project '{webhook.Project}' has no pipeline '{webhook.Pipeline}' any more. Choose another one in the webhook.");
        }

        var request = new AdmissionRequest(
            EventFactory.ExecutionOf(delivery, place),
            input.ToJsonString(),
            webhook.Owner,
            $"Docker webhook '{webhook.Name}': {push.Repository}:{push.Tag}");

        return await GrainFactory.GetGrain<IPipelineGrain>(pipeline.Id).Admit(request) switch
        {
            AdmissionResult.Admitted admitted => webhook.EventOf(delivery, place, push, EventOutcome.Started, $"Started {webhook.Pipeline}#{admitted.Index}.") with
            {
                Execution = admitted.Id,
                ExecutionIndex = admitted.Index,
            },
            AdmissionResult.Refused refused => webhook.EventOf(delivery, place, push, EventOutcome.Failed, refused.Reason),
            var other => throw new InvalidOperationException($"Admission answered {other}."),
        };
    }

    [LoggerMessage(3010, LogLevel.Information, "Webhook {Project}/{Webhook}: {Image}:{Tag} {Outcome}. {Message}")]
    private partial void LogDecided(string project, string webhook, string image, string tag, EventOutcome outcome, string message);

    [LoggerMessage(3011, LogLevel.Warning, "Webhook {Webhook}: deciding its deliveries was interrupted and will be taken up again.")]
    private partial void LogInterrupted(Guid webhook, Exception exception);
}
