using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Secrets;
using Slipway.Registries.Images;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Webhooks;

namespace Slipway.Storage.Stores;

/// <summary>Docker webhooks, their tokens sealed.</summary>
internal sealed class WebhookStore(IDbContextFactory<SlipwayDb> contexts, ISecretSealer sealer)
    : ResourceStore<DockerWebhook, WebhookRow>(contexts, ListedFields.Webhooks), IWebhookStore
{
    protected override WebhookRow NewRow(DockerWebhook item) => new()
    {
        Id = item.Id,
        Project = item.Project,
        Name = item.Name,
        Description = item.Description,
        Endpoint = item.Endpoint,
        ServerType = item.ServerType,
        Repository = item.Repository.ToString(),
        Pipeline = item.Pipeline,
        Input = StoredJson.Write(item.Input),
        ImageNamePattern = item.ImageNamePattern,
        TagPattern = item.TagPattern,
        Enabled = item.Enabled,
        SealedToken = sealer.Seal(item.Token.Value),
        Slug = item.Slug,
        Owner = item.Owner,
        ApiToken = item.ApiToken?.Text ?? "",
        Proof = item.Proof.Wire(),
        LatestWins = item.LatestWins,
        Reconcile = item.Reconcile,
        AllowedSources = string.Join(' ', item.AllowedSources.Entries),
        Sender = item.Sender,
        CallsBack = item.CallsBack,
    };

    protected override void Write(DockerWebhook item, WebhookRow row)
    {
        row.Description = item.Description;
        row.Endpoint = item.Endpoint;
        row.ServerType = item.ServerType;
        row.Repository = item.Repository.ToString();
        row.Pipeline = item.Pipeline;
        row.Input = StoredJson.Write(item.Input);
        row.ImageNamePattern = item.ImageNamePattern;
        row.TagPattern = item.TagPattern;
        row.Enabled = item.Enabled;
        row.SealedToken = sealer.Seal(item.Token.Value);
        row.Slug = item.Slug;
        row.Owner = item.Owner;
        row.ApiToken = item.ApiToken?.Text ?? "";
        row.Proof = item.Proof.Wire();
        row.LatestWins = item.LatestWins;
        row.Reconcile = item.Reconcile;
        row.AllowedSources = string.Join(' ', item.AllowedSources.Entries);
        row.Sender = item.Sender;
        row.CallsBack = item.CallsBack;
    }

    protected override DockerWebhook ToItem(WebhookRow row) => new()
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
        ApiToken = ApiTokenSource.Read(row.ApiToken),
        Proof = ProofPolicies.Find(row.Proof) ?? ProofPolicy.Required,
        LatestWins = row.LatestWins,
        Reconcile = row.Reconcile,
        AllowedSources = SourceList.TryParse(row.AllowedSources.Split(' '), out var sources, out _) ? sources : SourceList.Any,
        Sender = row.Sender,
        CallsBack = row.CallsBack,
        Revision = RevisionOf(row),
    };
}
