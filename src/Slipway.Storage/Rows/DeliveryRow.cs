namespace Slipway.Storage.Rows;

/// <summary>A delivery at rest. Written by the journal.</summary>
public sealed class DeliveryRow
{
    /// <summary>Primary key: the order of arrival.</summary>
    public long Sequence { get; set; }

    /// <summary>Unique.</summary>
    public required Guid Id { get; set; }

    /// <summary>The webhook's id.</summary>
    public required Guid WebhookId { get; set; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The address it came from.</summary>
    public required string Source { get; set; }

    /// <summary>The bytes.</summary>
    public required byte[] Body { get; set; }

    /// <summary>Its headers as a JSON object, without what is secret in them.</summary>
    public required string Headers { get; set; }

    /// <summary>How it came to be, such as <c>REPLAYED</c>.</summary>
    public required string Origin { get; set; }

    /// <summary>The delivery that it repeats.</summary>
    public Guid? ReplayOf { get; set; }

    /// <summary>Whether what came of it is on disk.</summary>
    public required bool IsDecided { get; set; }
}
