using System.Net;
using Microsoft.Extensions.Logging;
using Slipway.Execution.Feed;
using Slipway.Registries.Dialects;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Events;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Intake;

/// <summary>
/// The door for registries. An accepted delivery is on disk before the answer; what is to be done about it is decided afterwards.
/// </summary>
public sealed partial class DeliveryIntake(
    WebhookDirectory webhooks,
    IDeliveryStore deliveries,
    DialectBook dialects,
    PublicAddress address,
    Nudges nudges,
    Rush rush,
    Feed<RegistryEvent> feed,
    TriggerMeter meter,
    TimeProvider clock,
    ILogger<DeliveryIntake> logger)
{
    /// <summary>The webhook that somebody calls, if they may; null otherwise. Says nothing about why.</summary>
    /// <param name="webhook">The webhook that the URL names; null when the URL names none and the token alone decides.</param>
    /// <param name="token">The token that the caller brought; null when it brought none.</param>
    /// <param name="headers">The headers, of which one may be a signature.</param>
    /// <param name="source">From where the call came; null when that is not known.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async ValueTask<Caller?> IdentifyAsync(Guid? webhook, string? token, MessageHeaders headers, IPAddress? source, CancellationToken cancellationToken)
    {
        var byToken = await webhooks.FindByTokenAsync(new SecureToken(token ?? ""), cancellationToken);
        var meant = webhook is { } id ? await webhooks.FindAsync(id, cancellationToken) : byToken;
        if (meant is null || (byToken is not null && byToken.Id != meant.Id) || (source is not null && !meant.AllowedSources.Allows(source)))
        {
            return null;
        }

        var isSigned = meant.Signatures is not SignatureUse.None && dialects.Of(meant) is ISignedDialect signed && signed.IsSigned(headers);
        var isKnown = byToken is not null && meant.Signatures is not SignatureUse.Required;
        return isSigned || isKnown ? new Caller(meant, MustVerify: isSigned) : null;
    }

    /// <summary>Whether some registry might have signed what has these headers.</summary>
    public bool BearsSignature(MessageHeaders headers) => dialects.BearsSignature(headers);

    /// <summary>Whether the signature is right of a caller whose signature must be verified.</summary>
    public ValueTask<SignatureVerdict> VerifyAsync(DockerWebhook webhook, RegistryMessage message, CancellationToken cancellationToken) =>
        ((ISignedDialect)dialects.Of(webhook)).VerifyAsync(
            message,
            new SignatureKey(webhook.Token.Value, address.HookUrl(webhook.Token), webhook.Sender.Length > 0 ? webhook.Sender : null),
            cancellationToken);

    /// <summary>Takes a delivery in. When this returns, it is on disk.</summary>
    public Task<IntakeResult> AcceptAsync(DockerWebhook webhook, RegistryMessage message, string source, CancellationToken cancellationToken) =>
        KeepAsync(webhook, New(webhook, message.Body) with { Source = source, Headers = HeaderMask.Mask(message.Headers) }, message, cancellationToken);

    /// <summary>Has a delivery decided anew, as the webhook is now. What it starts is another execution than before.</summary>
    public async Task<Guid> ReplayAsync(DockerWebhook webhook, Delivery delivery, CancellationToken cancellationToken)
    {
        var again = New(webhook, delivery.Body) with { Source = delivery.Source, Headers = delivery.Headers, Origin = DeliveryOrigin.Replayed, ReplayOf = delivery.Id };
        await AppendAsync(again, cancellationToken);
        return again.Id;
    }

    /// <summary>Takes in a push of which the registry did not tell.</summary>
    public Task RaiseAsync(DockerWebhook webhook, TagState state, CancellationToken cancellationToken) =>
        AppendAsync(New(webhook, MissedPush.Write(webhook.Repository, state.Tag, state.Digest, state.PushedAt)) with { Headers = MissedPush.Headers, Origin = DeliveryOrigin.Reconciled }, cancellationToken);

    private Delivery New(DockerWebhook webhook, ReadOnlyMemory<byte> body)
    {
        var now = clock.GetUtcNow();
        return new Delivery(Guid.CreateVersion7(now), webhook.Id, now, "", body);
    }

    private async Task<IntakeResult> KeepAsync(DockerWebhook webhook, Delivery delivery, RegistryMessage message, CancellationToken cancellationToken)
    {
        switch (dialects.Of(webhook).Read(message))
        {
            case DialectResult.Malformed malformed:
                var reason = malformed.Field is { } field ? $"{field}: {malformed.Reason}" : malformed.Reason;
                await AppendDecidedAsync(delivery, webhook.EventOf(delivery, EventOutcome.Rejected, reason), cancellationToken);
                LogRejected(delivery.Id, webhook.Project, webhook.Name, reason);
                return new IntakeResult.Rejected(delivery.Id, malformed.Field, malformed.Reason);
            case DialectResult.Nothing nothing:
                await AppendDecidedAsync(delivery, webhook.EventOf(delivery, EventOutcome.Ignored, nothing.Reason), cancellationToken);
                return new IntakeResult.Accepted(delivery.Id);
            default:
                await AppendAsync(delivery, cancellationToken);
                return new IntakeResult.Accepted(delivery.Id);
        }
    }

    private async Task AppendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        rush.Count();
        await deliveries.AppendAsync(delivery, cancellationToken);
        nudges.Give(delivery.Webhook);
    }

    private async Task AppendDecidedAsync(Delivery delivery, RegistryEvent line, CancellationToken cancellationToken)
    {
        await deliveries.AppendDecidedAsync(delivery, [line], cancellationToken);
        feed.Publish(line);
        meter.Count(line);
    }

    [LoggerMessage(3001, LogLevel.Information, "Delivery {Delivery} to webhook {Project}/{Webhook} was rejected. {Reason}")]
    private partial void LogRejected(Guid delivery, string project, string webhook, string reason);
}

/// <summary>Somebody who calls a webhook.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="MustVerify">Whether what they send must bear the right signature, see <see cref="DeliveryIntake.VerifyAsync"/>.</param>
public sealed record Caller(DockerWebhook Webhook, bool MustVerify);

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
