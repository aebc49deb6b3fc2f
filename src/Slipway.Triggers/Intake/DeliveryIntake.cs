using Microsoft.Extensions.Logging;
using Orleans;
using Slipway.Execution.Feed;
using Slipway.Registries.Dialects;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Grains;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Intake;

/// <summary>
/// The door for registries. An accepted delivery is on disk before the answer; what is to be done about it is decided afterwards.
/// </summary>
public sealed partial class DeliveryIntake(
    WebhookDirectory webhooks,
    IDeliveryStore deliveries,
    IEnumerable<IRegistryDialect> dialects,
    IGrainFactory grains,
    Feed<RegistryEvent> feed,
    TimeProvider clock,
    ILogger<DeliveryIntake> logger)
{
    private readonly Dictionary<string, IRegistryDialect> dialectsByServerType = dialects.ToDictionary(dialect => dialect.ServerType);

    /// <summary>The webhook that may be called with this token, or null. Says nothing about why.</summary>
    /// <param name="webhook">The webhook that the URL names; null when the URL names none and the token alone decides.</param>
    /// <param name="token">The token that the caller brought; null when it brought none.</param>
    public async ValueTask<DockerWebhook?> AuthenticateAsync(Guid? webhook, string? token, CancellationToken cancellationToken)
    {
        var found = await webhooks.FindByTokenAsync(new SecureToken(token ?? ""), cancellationToken);
        return found is not null && (webhook is null || webhook == found.Id) ? found : null;
    }

    /// <summary>Takes a delivery in. When this returns, it is on disk.</summary>
    public async Task<IntakeResult> AcceptAsync(DockerWebhook webhook, ReadOnlyMemory<byte> body, string source, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var delivery = new Delivery(Guid.CreateVersion7(now), webhook.Id, now, source, body);

        if (dialectsByServerType[webhook.ServerType].Read(body) is DialectResult.Malformed malformed)
        {
            var reason = malformed.Field is { } field ? $"{field}: {malformed.Reason}" : malformed.Reason;
            var line = webhook.EventOf(delivery, EventOutcome.Rejected, reason);
            await deliveries.AppendDecidedAsync(delivery, [line], cancellationToken);
            feed.Publish(line);
            LogRejected(delivery.Id, webhook.Project, webhook.Name, reason);
            return new IntakeResult.Rejected(delivery.Id, malformed.Field, malformed.Reason);
        }

        await deliveries.AppendAsync(delivery, cancellationToken);
        await grains.GetGrain<IWebhookGrain>(webhook.Id).Decide();
        return new IntakeResult.Accepted(delivery.Id);
    }

    [LoggerMessage(3001, LogLevel.Information, "Delivery {Delivery} to webhook {Project}/{Webhook} was rejected. {Reason}")]
    private partial void LogRejected(Guid delivery, string project, string webhook, string reason);
}

/// <summary>The answer to a delivery.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>It is on disk and will be decided.</summary>
    public sealed record Accepted(Guid Delivery) : IntakeResult;

    /// <summary>It is on disk, and will not start anything: it cannot be read.</summary>
    /// <param name="Delivery">Its identity.</param>
    /// <param name="Field">The offending field; null when the whole body is meant.</param>
    /// <param name="Reason">What is wrong and what would be right.</param>
    public sealed record Rejected(Guid Delivery, string? Field, string Reason) : IntakeResult;
}
