namespace Slipway.Triggers.Upkeep;

/// <summary>How a webhook has fared when it was last looked after. Not the webhook's own: it changes without anybody changing the webhook.</summary>
public sealed record WebhookHealth
{
    /// <summary>The webhook.</summary>
    public required Guid Webhook { get; init; }

    /// <summary>When the registry's hook was last looked at; null for never.</summary>
    public DateTimeOffset? HookCheckedAt { get; init; }

    /// <summary>Before when the registry's hook is left alone.</summary>
    public DateTimeOffset? HookCheckNotBefore { get; init; }

    /// <summary>What is wrong with the registry's hook; empty for nothing.</summary>
    public string HookProblem { get; init; } = "";

    /// <summary>How often the registry's hook was made anew.</summary>
    public int HookRepairs { get; init; }

    /// <summary>When the repository's tags were last looked at; null for never.</summary>
    public DateTimeOffset? TagsSeenAt { get; init; }

    /// <summary>Before when the repository's tags are left alone.</summary>
    public DateTimeOffset? TagsNotBefore { get; init; }

    /// <summary>Why the repository's tags could not be looked at; empty when they could.</summary>
    public string TagsProblem { get; init; } = "";

    /// <summary>What is wrong with the API token, or will soon be; empty for nothing.</summary>
    public string TokenProblem { get; init; } = "";

    /// <summary>When the API token stops working; null when there is none, or it does not work.</summary>
    public DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>Of how many days before the token's end people were told; null when they were not.</summary>
    public int? TokenToldDays { get; init; }

    /// <summary>Whether somebody should look at it.</summary>
    public bool IsUnwell => HookProblem.Length > 0 || TagsProblem.Length > 0 || TokenProblem.Length > 0;
}

/// <summary>A tag of a webhook's repository as it was last seen there.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">What it stood at; empty when the registry does not tell.</param>
/// <param name="PushedAt">When it was pushed; null when the registry does not tell.</param>
/// <param name="SeenAt">When it was first seen to stand there.</param>
/// <param name="IsSettled">Whether a delivery has told of it, or it was raised.</param>
public sealed record SeenTag(string Tag, string Digest, DateTimeOffset? PushedAt, DateTimeOffset SeenAt, bool IsSettled);

/// <summary>Keeps how webhooks fare.</summary>
public interface IWebhookHealthStore
{
    /// <summary>How these webhooks fare; of one that was never looked after there is nothing.</summary>
    Task<IReadOnlyDictionary<Guid, WebhookHealth>> FindAsync(IReadOnlyCollection<Guid> webhooks, CancellationToken cancellationToken);

    /// <summary>Keeps how a webhook fares.</summary>
    Task SaveAsync(WebhookHealth health, CancellationToken cancellationToken);

    /// <summary>The tags of a webhook's repository as they were last seen, by name.</summary>
    Task<IReadOnlyDictionary<string, SeenTag>> TagsAsync(Guid webhook, CancellationToken cancellationToken);

    /// <summary>Keeps what was seen of tags, in place of what was known of the same ones.</summary>
    Task SaveTagsAsync(Guid webhook, IReadOnlyCollection<SeenTag> tags, CancellationToken cancellationToken);
}
