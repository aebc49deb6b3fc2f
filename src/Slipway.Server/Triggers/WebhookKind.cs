using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Endpoints;
using Slipway.Server.Resources;
using Slipway.Triggers.Tokens;
using Slipway.Triggers.Upkeep;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary><c>/registry-webhooks</c> (Code Stream API, <c>DockerRegistryWebHook</c>). Their other half is at the registry, so they are made and removed there, too.</summary>
internal sealed class WebhookKind(IWebhookStore store, WebhookRegistration registration, IWebhookHealthStore healthStore, EndpointKind endpoints, ResourceSurroundings surroundings)
    : ResourceKind<DockerWebhook>(Of, store, surroundings)
{
    public static readonly KindFacts Of = new(DocumentKinds.DockerWebhook, "registry-webhooks", 5, WebhookFields.All, Permission.ManageTriggers, Resource.Webhook);

    /// <summary>Makes the endpoint, too, if the body brings one in place of a name; without a webhook it does not stay.</summary>
    public override async Task<Outcome<DockerWebhook>> MakeAsync(JsonObject body, CancellationToken cancellationToken)
    {
        if (body["endpoint"] is not JsonObject asked)
        {
            return await base.MakeAsync(body, cancellationToken);
        }

        asked["project"] = body["project"]?.DeepClone();
        asked["type"] ??= DockerRegistryEndpoint.Type.Name;
        asked["name"] ??= body["name"]?.DeepClone();
        var made = await endpoints.MakeAsync(asked, cancellationToken);
        if (made.Item is not { } endpoint)
        {
            return made.Problem! with { Message = $"endpoint: {made.Problem!.Message}" };
        }

        var isKept = false;
        try
        {
            body["endpoint"] = endpoint.Name;
            var webhook = await base.MakeAsync(body, cancellationToken);
            isKept = webhook.Item is not null;
            return webhook;
        }
        finally
        {
            if (!isKept)
            {
                await endpoints.UnmakeAsync(endpoint);
            }
        }
    }

    protected override Document ToDocument(DockerWebhook item, string? secret) => new DockerWebhookDocument
    {
        Project = item.Project,
        Name = item.Name,
        Description = item.Description,
        Endpoint = item.Endpoint,
        Pipeline = item.Pipeline,
        ServerType = item.ServerType,
        RepoName = item.Repository.ToString(),
        ImageNameRegExPattern = item.ImageNamePattern,
        TagNamePattern = item.TagPattern,
        Input = item.Input,
        SecretToken = secret,
        Slug = item.Slug,
        Enabled = item.Enabled,
        RefreshToken = item.ApiToken is ApiTokenSource.Variable variable ? variable.Text : item.ApiToken is null ? null : secret,
        Proof = item.Proof,
        LatestWins = item.LatestWins,
        Reconcile = item.Reconcile,
        AllowedSources = [.. item.AllowedSources.Entries],
        Sender = item.Sender,
        Callback = item.CallsBack,
    };

    protected override void Complete(DockerWebhook item, JsonObject json) =>
        json["externalListenerLink"] = $"/codestream/api/registry-webhook-listeners/{item.Id}";

    protected override async Task<IReadOnlyDictionary<Guid, JsonObject>> ShowAsync(IReadOnlyCollection<DockerWebhook> items, CancellationToken cancellationToken)
    {
        var shown = await base.ShowAsync(items, cancellationToken);
        var healths = await healthStore.FindAsync([.. items.Select(item => item.Id)], cancellationToken);
        foreach (var item in items)
        {
            shown[item.Id]["_health"] = WebhookDocuments.Of(healths.GetValueOrDefault(item.Id) ?? new WebhookHealth { Webhook = item.Id });
        }

        return shown;
    }

    protected override Outcome<DockerWebhook> FromDocument(Document document, DockerWebhook? current) =>
        throw new InvalidOperationException("Webhooks come into being at their registry.");

    /// <summary>What is wrong is seen when it is kept, for what a webhook names may come in with it.</summary>
    protected override Problem? Check(Document document, DockerWebhook? current) =>
        SourceList.TryParse(((DockerWebhookDocument)document).AllowedSources, out _, out var wrong) ? null : Problem.BadRequest($"allowedSources: {wrong}");

    protected override async Task<Outcome<DockerWebhook>> CreateAsync(Document document, CancellationToken cancellationToken) =>
        Told(await registration.CreateAsync(Spec(document), Access.Caller.Name, cancellationToken));

    protected override async Task<Outcome<DockerWebhook>> ReplaceAsync(DockerWebhook current, Document document, int? expectedVersion, CancellationToken cancellationToken) =>
        Told(await registration.UpdateAsync(current, Spec(document), expectedVersion, cancellationToken));

    protected override async Task<Problem?> RemoveAsync(DockerWebhook item, CancellationToken cancellationToken) =>
        Told(await registration.DeleteAsync(item, cancellationToken)).Problem;

    private static WebhookSpec Spec(Document document)
    {
        var asked = (DockerWebhookDocument)document;
        return new WebhookSpec
        {
            Project = asked.Project,
            Name = asked.Name,
            Description = asked.Description,
            Endpoint = asked.Endpoint,
            Pipeline = asked.Pipeline,
            Input = asked.Input,
            ImageNamePattern = asked.ImageNameRegExPattern,
            TagPattern = asked.TagNamePattern,
            Enabled = asked.Enabled,
            SecretToken = asked.SecretToken is Masked ? null : asked.SecretToken,
            ApiToken = asked.RefreshToken is Masked ? null : asked.RefreshToken,
            Proof = asked.Proof,
            LatestWins = asked.LatestWins,
            Reconcile = asked.Reconcile,
            AllowedSources = SourceList.TryParse(asked.AllowedSources, out var sources, out _) ? sources : SourceList.Any,
            Sender = asked.Sender,
            CallsBack = asked.Callback,
        };
    }

    private Outcome<DockerWebhook> Told(WebhookResult result) => result switch
    {
        WebhookResult.Done done => done.Webhook,
        WebhookResult.Invalid invalid => Problem.BadRequest($"{invalid.Field}: {invalid.Message}"),
        WebhookResult.NameTaken taken => Problem.Conflict(taken.Message),
        WebhookResult.Outdated(var current) => Outdated(current),
        WebhookResult.RegistryRefused refused => new Problem(StatusCodes.Status502BadGateway, refused.Message),
        _ => NotFound(),
    };
}
