using System.Buffers.Binary;
using System.Security.Cryptography;
using Slipway.Execution;
using Slipway.Registries.Images;
using Slipway.Triggers.Deliveries;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Events;

/// <summary>Makes activity lines whose identities depend on nothing but the delivery, so that deciding twice makes the same ones.</summary>
internal static class EventFactory
{
    public static RegistryEvent EventOf(this DockerWebhook webhook, Delivery delivery, EventOutcome outcome, string message) =>
        webhook.EventOf(delivery, place: 0, push: null, outcome, message);

    public static RegistryEvent EventOf(this DockerWebhook webhook, Delivery delivery, int place, ImagePushed? push, EventOutcome outcome, string message) => new()
    {
        Id = Derive(delivery.Id, place, "event"),
        Delivery = delivery.Id,
        Webhook = webhook.Id,
        WebhookName = webhook.Name,
        Project = webhook.Project,
        Pipeline = webhook.Pipeline,
        ReceivedAt = delivery.ReceivedAt,
        Outcome = outcome,
        Message = message,
        Image = push?.Repository.ToString() ?? "",
        Tag = push?.Tag.Value ?? "",
        Owner = push?.Owner ?? "",
        Digest = push?.Digest?.Value ?? "",
        PushedAt = push?.PushedAt,
        PushKey = push is null ? "" : delivery.Origin is DeliveryOrigin.Replayed ? Matching.PushKey.Own(delivery.Id, place) : Matching.PushKey.Of(push, delivery.Id, place),
        Origin = delivery.Origin,
    };

    /// <summary>A line that no delivery caused: something about the webhook itself.</summary>
    public static RegistryEvent NoteOf(this DockerWebhook webhook, DateTimeOffset now, EventOutcome outcome, string message) =>
        webhook.EventOf(new Delivery(Guid.CreateVersion7(now), webhook.Id, now, "", ReadOnlyMemory<byte>.Empty), outcome, message) with { Delivery = Guid.Empty };

    /// <summary>The execution that a push starts, if it starts one: always the same for the same push, whatever delivery tells of it.</summary>
    public static ExecutionId ExecutionOf(RegistryEvent line) => new(Derive(line.Webhook, 0, $"execution {line.Image}:{line.Tag} {line.PushKey}"));

    private static Guid Derive(Guid delivery, int place, string what)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        delivery.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], place);
        hash.AppendData(bytes[..20]);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(what));
        hash.GetHashAndReset(bytes);

        // RFC 9562, 5.8: version 8 is for identities made from whatever the maker likes.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
