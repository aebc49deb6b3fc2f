using Microsoft.EntityFrameworkCore;
using Slipway.Storage.Rows;
using Slipway.Triggers.Upkeep;

namespace Slipway.Storage.Stores;

/// <summary>How webhooks fare, and what was seen at their registries.</summary>
internal sealed class WebhookHealthStore(IDbContextFactory<SlipwayDb> contexts) : IWebhookHealthStore
{
    public async Task<IReadOnlyDictionary<Guid, WebhookHealth>> FindAsync(IReadOnlyCollection<Guid> webhooks, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.WebhookHealth.AsNoTracking().Where(row => webhooks.Contains(row.WebhookId)).ToDictionaryAsync(row => row.WebhookId, ToHealth, cancellationToken);
    }

    public async Task SaveAsync(WebhookHealth health, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.WebhookHealth.FindAsync([health.Webhook], cancellationToken) is not { } row)
        {
            row = new WebhookHealthRow { WebhookId = health.Webhook, HookProblem = "", HookRepairs = 0, TagsProblem = "", TokenProblem = "" };
            db.WebhookHealth.Add(row);
        }

        row.HookCheckedAt = health.HookCheckedAt;
        row.HookCheckNotBefore = health.HookCheckNotBefore;
        row.HookProblem = health.HookProblem;
        row.HookRepairs = health.HookRepairs;
        row.TagsSeenAt = health.TagsSeenAt;
        row.TagsNotBefore = health.TagsNotBefore;
        row.TagsProblem = health.TagsProblem;
        row.TokenProblem = health.TokenProblem;
        row.TokenExpiresAt = health.TokenExpiresAt;
        row.TokenToldDays = health.TokenToldDays;
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, SeenTag>> TagsAsync(Guid webhook, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SeenTags.AsNoTracking().Where(row => row.WebhookId == webhook)
            .ToDictionaryAsync(row => row.Tag, row => new SeenTag(row.Tag, row.Digest, row.PushedAt, row.SeenAt, row.IsSettled), cancellationToken);
    }

    public async Task SaveTagsAsync(Guid webhook, IReadOnlyCollection<SeenTag> tags, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = tags.Select(tag => tag.Tag).ToHashSet();
        var known = await db.SeenTags.Where(row => row.WebhookId == webhook && names.Contains(row.Tag)).ToDictionaryAsync(row => row.Tag, cancellationToken);
        foreach (var tag in tags)
        {
            if (!known.TryGetValue(tag.Tag, out var row))
            {
                row = new SeenTagRow { WebhookId = webhook, Tag = tag.Tag, Digest = "", SeenAt = tag.SeenAt, IsSettled = false };
                db.SeenTags.Add(row);
            }

            row.Digest = tag.Digest;
            row.PushedAt = tag.PushedAt;
            row.SeenAt = tag.SeenAt;
            row.IsSettled = tag.IsSettled;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static WebhookHealth ToHealth(WebhookHealthRow row) => new()
    {
        Webhook = row.WebhookId,
        HookCheckedAt = row.HookCheckedAt,
        HookCheckNotBefore = row.HookCheckNotBefore,
        HookProblem = row.HookProblem,
        HookRepairs = row.HookRepairs,
        TagsSeenAt = row.TagsSeenAt,
        TagsNotBefore = row.TagsNotBefore,
        TagsProblem = row.TagsProblem,
        TokenProblem = row.TokenProblem,
        TokenExpiresAt = row.TokenExpiresAt,
        TokenToldDays = row.TokenToldDays,
    };
}
