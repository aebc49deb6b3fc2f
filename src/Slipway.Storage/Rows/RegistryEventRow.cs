namespace Slipway.Storage.Rows;

/// <summary>An activity line at rest. Written by the journal.</summary>
public sealed class RegistryEventRow
{
    /// <summary>Primary key: the order of decision.</summary>
    public long Sequence { get; set; }

    /// <summary>Unique.</summary>
    public required Guid Id { get; set; }

    /// <summary>The delivery's id.</summary>
    public required Guid DeliveryId { get; set; }

    /// <summary>The webhook's id.</summary>
    public required Guid WebhookId { get; set; }

    /// <summary>The webhook's name at that time.</summary>
    public required string WebhookName { get; set; }

    /// <summary>The project's name.</summary>
    public required string Project { get; set; }

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; set; }

    /// <summary>When the delivery was received.</summary>
    public required DateTimeOffset ReceivedAt { get; set; }

    /// <summary>What came of it, such as <c>STARTED</c>.</summary>
    public required string Outcome { get; set; }

    /// <summary>Why.</summary>
    public required string Message { get; set; }

    /// <summary>The image's name without tag.</summary>
    public required string Image { get; set; }

    /// <summary>The tag.</summary>
    public required string Tag { get; set; }

    /// <summary>The repository's owner.</summary>
    public required string Owner { get; set; }

    /// <summary>The digest that was started; empty when none is known.</summary>
    public required string Digest { get; set; }

    /// <summary>When the registry says the push happened.</summary>
    public DateTimeOffset? PushedAt { get; set; }

    /// <summary>What is the same whenever the registry tells of this push.</summary>
    public required string PushKey { get; set; }

    /// <summary>How the delivery came to be, such as <c>RECONCILED</c>.</summary>
    public required string Origin { get; set; }

    /// <summary>The event that told of the same push first.</summary>
    public Guid? FirstId { get; set; }

    /// <summary>The execution it started.</summary>
    public Guid? ExecutionId { get; set; }

    /// <summary>The number of that execution.</summary>
    public int? ExecutionIndex { get; set; }
}
