using Slipway.Projects.Listing;

namespace Slipway.Triggers.Events;

/// <summary>Answers what people ask about activity.</summary>
public interface IEventQueries
{
    /// <summary>One page of events, the newest first if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<RegistryEvent>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>The event of that id, or null.</summary>
    Task<RegistryEvent?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The last push that a webhook was told of by its present name, and what came of it; null when there is none.</summary>
    Task<RegistryEvent?> LastPushAsync(Guid webhook, string name, CancellationToken cancellationToken);
}
