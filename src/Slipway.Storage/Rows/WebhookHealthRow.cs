namespace Slipway.Storage.Rows;

/// <summary>How a webhook fares, at rest.</summary>
public sealed class WebhookHealthRow
{
    /// <summary>Primary key: the webhook's id.</summary>
    public required Guid WebhookId { get; set; }

    /// <summary>When the registry's hook was last looked at.</summary>
    public DateTimeOffset? HookCheckedAt { get; set; }

    /// <summary>Before when it is left alone.</summary>
    public DateTimeOffset? HookCheckNotBefore { get; set; }

    /// <summary>What is wrong with it.</summary>
    public required string HookProblem { get; set; }

    /// <summary>How often it was made anew.</summary>
    public required int HookRepairs { get; set; }

    /// <summary>When the tags were last looked at.</summary>
    public DateTimeOffset? TagsSeenAt { get; set; }

    /// <summary>Before when they are left alone.</summary>
    public DateTimeOffset? TagsNotBefore { get; set; }

    /// <summary>Why they could not be looked at.</summary>
    public required string TagsProblem { get; set; }

    /// <summary>What is wrong with the API token.</summary>
    public required string TokenProblem { get; set; }

    /// <summary>When the API token stops working.</summary>
    public DateTimeOffset? TokenExpiresAt { get; set; }

    /// <summary>Of how many days before its end people were told.</summary>
    public int? TokenToldDays { get; set; }
}

/// <summary>A tag as it was last seen at a webhook's registry, at rest.</summary>
public sealed class SeenTagRow
{
    /// <summary>Primary key, with the tag: the webhook's id.</summary>
    public required Guid WebhookId { get; set; }

    /// <summary>The tag.</summary>
    public required string Tag { get; set; }

    /// <summary>What it stood at.</summary>
    public required string Digest { get; set; }

    /// <summary>When it was pushed.</summary>
    public DateTimeOffset? PushedAt { get; set; }

    /// <summary>When it was first seen to stand there.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>Whether a delivery has told of it, or it was raised.</summary>
    public required bool IsSettled { get; set; }
}
