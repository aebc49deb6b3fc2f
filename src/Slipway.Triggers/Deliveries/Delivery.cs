using Slipway.Registries.Dialects;

namespace Slipway.Triggers.Deliveries;

/// <summary>What a registry sent, as it sent it. Kept whole, so that it can be looked at and decided again.</summary>
/// <param name="Id">Its identity, ordered by time.</param>
/// <param name="Webhook">The webhook whose token it brought.</param>
/// <param name="ReceivedAt">When the last byte had come.</param>
/// <param name="Source">The address it came from; empty when it did not come from outside.</param>
/// <param name="Body">The bytes.</param>
public sealed record Delivery(Guid Id, Guid Webhook, DateTimeOffset ReceivedAt, string Source, ReadOnlyMemory<byte> Body)
{
    /// <summary>The largest body that is read at all, in bytes.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Its headers, without what is secret in them.</summary>
    public MessageHeaders Headers { get; init; } = MessageHeaders.None;

    /// <summary>How it came to be.</summary>
    public DeliveryOrigin Origin { get; init; }

    /// <summary>The delivery that this one repeats; null when it repeats none.</summary>
    public Guid? ReplayOf { get; init; }
}
