using System.Text.Json.Serialization;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Triggers.Deliveries;

namespace Slipway.Triggers.Events;

/// <summary>What came of a delivery. The JSON names are those that the API shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventOutcome>))]
public enum EventOutcome
{
    /// <summary>An execution was admitted.</summary>
    [JsonStringEnumMemberName("STARTED")]
    Started,

    /// <summary>The webhook is disabled, or a filter said no.</summary>
    [JsonStringEnumMemberName("IGNORED")]
    Ignored,

    /// <summary>The body could not be read.</summary>
    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    /// <summary>The pipeline should have been started and could not be.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>The push was told of before; the execution is the one it started then.</summary>
    [JsonStringEnumMemberName("DUPLICATE")]
    Duplicate,

    /// <summary>A newer push of the tag has taken its place.</summary>
    [JsonStringEnumMemberName("SUPERSEDED")]
    Superseded,

    /// <summary>The registry's hook was not as it should be and was made anew. No push.</summary>
    [JsonStringEnumMemberName("REPAIRED")]
    Repaired,

    /// <summary>Something needs a person before it fails. No push.</summary>
    [JsonStringEnumMemberName("WARNING")]
    Warning,
}

/// <summary>What can be said of an outcome alone.</summary>
public static class EventOutcomes
{
    /// <summary>The outcome as the API and the database write it, such as <c>STARTED</c>.</summary>
    public static string Wire(this EventOutcome outcome) => outcome.ToString().ToUpperInvariant();

    /// <summary>Whether it came of a delivery, and not of looking after the webhook.</summary>
    public static bool IsOfPush(this EventOutcome outcome) => outcome is not (EventOutcome.Repaired or EventOutcome.Warning);
}

/// <summary>One line of a webhook's activity: a push and what came of it (Code Stream API, <c>DockerRegistryEvent</c>).</summary>
public sealed record RegistryEvent
{
    /// <summary>The same for the same push of the same delivery, however often it is decided.</summary>
    public required Guid Id { get; init; }

    /// <summary>The delivery that told of the push.</summary>
    public required Guid Delivery { get; init; }

    /// <summary>The webhook it came in by.</summary>
    public required Guid Webhook { get; init; }

    /// <summary>The webhook's name at that time.</summary>
    public required string WebhookName { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>When the delivery was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What came of it.</summary>
    public required EventOutcome Outcome { get; init; }

    /// <summary>Why, in words for people.</summary>
    public required string Message { get; init; }

    /// <summary>The image's name without tag, such as <c>acme/web</c>; empty when the body could not be read.</summary>
    public string Image { get; init; } = "";

    /// <summary>The tag; empty when the body could not be read.</summary>
    public string Tag { get; init; } = "";

    /// <summary>The repository's owner; empty when the body could not be read.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The digest that was started; empty when none is known.</summary>
    public string Digest { get; init; } = "";

    /// <summary>When the registry says the push happened; null when it does not say.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>What is the same whenever the registry tells of this push; empty when the body could not be read. See <see cref="Matching.PushKey"/>.</summary>
    public string PushKey { get; init; } = "";

    /// <summary>How the delivery came to be.</summary>
    public DeliveryOrigin Origin { get; init; }

    /// <summary>The event that told of the same push first; null when this one is the first.</summary>
    public Guid? First { get; init; }

    /// <summary>The execution it started, or that the same push had started; null when there is none.</summary>
    public ExecutionId? Execution { get; init; }

    /// <summary>The number of that execution.</summary>
    public int? ExecutionIndex { get; init; }

    /// <summary>Where that execution stands, when the event was read to be shown; null otherwise, or when it is gone.</summary>
    public ExecutionStatus? ExecutionStatus { get; init; }
}
