using Slipway.Projects.Endpoints;
using Slipway.Server.Api;
using Slipway.Server.Endpoints;
using Slipway.Server.Resources;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers.Pages;

/// <summary>Keeps what stands in the form of a webhook: with its endpoint, or neither.</summary>
internal sealed class WebhookSaving(ResourceDesk<WebhookKind, DockerWebhook> webhooks, ResourceDesk<EndpointKind, Endpoint> endpoints)
{
    /// <summary>Makes a webhook.</summary>
    public async Task<SavedWebhook> CreateAsync(WebhookDraft draft, CancellationToken cancellationToken)
    {
        var (webhook, problem) = await webhooks.CreateAsync(draft.ToDocument(), cancellationToken);
        return new(webhook, problem, Theirs: null);
    }

    /// <summary>Changes a webhook, unless somebody else has done so since it was read.</summary>
    /// <param name="read">As it was read.</param>
    /// <param name="draft">As it is to be.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<SavedWebhook> ChangeAsync(DockerWebhook read, WebhookDraft draft, CancellationToken cancellationToken)
    {
        Endpoint? made = null;
        var change = draft.ToDocument();
        if (draft.IsEndpointNew)
        {
            (made, var wrong) = await endpoints.CreateAsync(draft.ToEndpoint(), cancellationToken);
            if (made is null)
            {
                return new(null, wrong! with { Message = $"endpoint: {wrong!.Message}" }, Theirs: null);
            }

            change["endpoint"] = made.Name;
        }

        change["version"] = read.Revision.Version;
        var (webhook, problem) = (default(DockerWebhook), default(Problem));
        try
        {
            (webhook, problem) = await webhooks.ChangeAsync(read.Id, change, cancellationToken);
        }
        finally
        {
            if (webhook is null && made is not null)
            {
                await endpoints.DeleteAsync(made.Id, CancellationToken.None);
            }
        }

        var there = problem is { Status: 409 } ? await webhooks.FindAsync(read.Id, cancellationToken) : null;
        return new(webhook, problem, there?.Revision.Version == read.Revision.Version ? null : there);
    }
}

/// <summary>What came of it.</summary>
/// <param name="Webhook">The webhook as it is kept; null when it is not.</param>
/// <param name="Problem">Why not.</param>
/// <param name="Theirs">What somebody else has made of it meanwhile; null when nobody has.</param>
internal sealed record SavedWebhook(DockerWebhook? Webhook, Problem? Problem, DockerWebhook? Theirs);
