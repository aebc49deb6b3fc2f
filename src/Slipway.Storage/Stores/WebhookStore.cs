using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Listing;
using Slipway.Projects.Secrets;
using Slipway.Registries.Images;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;
using Slipway.Triggers.Webhooks;

namespace Slipway.Storage.Stores;

/// <summary>Docker webhooks, their tokens sealed.</summary>
internal sealed class WebhookStore(IDbContextFactory<SlipwayDb> contexts, ISecretSealer sealer) : IWebhookStore
{
    public async Task<bool> AddAsync(DockerWebhook webhook, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Webhooks.Add(ToRow(webhook));
        return await db.TrySaveAsync(cancellationToken);
    }

    public async Task<bool> UpdateAsync(DockerWebhook webhook, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Webhooks.Update(ToRow(webhook));
        try
        {
            return await db.SaveChangesAsync(cancellationToken) == 1;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Webhooks.Where(webhook => webhook.Id == id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public async Task<DockerWebhook?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(webhook => webhook.Id == id, cancellationToken);
        return row is null ? null : ToWebhook(row);
    }

    public async Task<ListPage<DockerWebhook>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Webhooks.ToPageAsync(query, projects, ListedFields.Webhooks, cancellationToken)).Select(ToWebhook);
    }

    public async Task<IReadOnlyList<DockerWebhook>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Webhooks.AsNoTracking().OrderBy(webhook => webhook.Project).ThenBy(webhook => webhook.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(ToWebhook)];
    }

    private WebhookRow ToRow(DockerWebhook webhook) => new()
    {
        Id = webhook.Id,
        Project = webhook.Project,
        Name = webhook.Name,
        Description = webhook.Description,
        Endpoint = webhook.Endpoint,
        ServerType = webhook.ServerType,
        Repository = webhook.Repository.ToString(),
        Pipeline = webhook.Pipeline,
        Input = StoredJson.Write(webhook.Input),
        ImageNamePattern = webhook.ImageNamePattern,
        TagPattern = webhook.TagPattern,
        Enabled = webhook.Enabled,
        SealedToken = sealer.Seal(webhook.Token.Value),
        Slug = webhook.Slug,
        Owner = webhook.Owner,
        CreatedAt = webhook.CreatedAt,
        UpdatedAt = webhook.UpdatedAt,
    };

    private DockerWebhook ToWebhook(WebhookRow row) => new()
    {
        Id = row.Id,
        Project = row.Project,
        Name = row.Name,
        Description = row.Description,
        Endpoint = row.Endpoint,
        ServerType = row.ServerType,
        Repository = ImageReference.Parse(row.Repository).Repository,
        Pipeline = row.Pipeline,
        Input = StoredJson.Read<OrderedDictionary<string, JsonNode?>>(row.Input),
        ImageNamePattern = row.ImageNamePattern,
        TagPattern = row.TagPattern,
        Enabled = row.Enabled,
        Token = new SecureToken(sealer.Open(row.SealedToken)),
        Slug = row.Slug,
        Owner = row.Owner,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };
}
