using Slipway.Projects.Listing;

namespace Slipway.Triggers.Webhooks;

/// <summary>Keeps webhooks, their tokens sealed.</summary>
public interface IWebhookStore
{
    /// <summary>Adds one. False when its project has one of that name.</summary>
    Task<bool> AddAsync(DockerWebhook webhook, CancellationToken cancellationToken);

    /// <summary>Replaces the one of that id. False when there is none.</summary>
    Task<bool> UpdateAsync(DockerWebhook webhook, CancellationToken cancellationToken);

    /// <summary>Removes the one of that id. False when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The one of that id, or null.</summary>
    Task<DockerWebhook?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>One page of them, by project and name if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<DockerWebhook>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>All of them, by project and name.</summary>
    Task<IReadOnlyList<DockerWebhook>> ListAsync(CancellationToken cancellationToken);
}
