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

    /// <summary>One page of the events, the newest first.</summary>
    /// <param name="projects">Of these projects, which are all that the asker may look at; null for any.</param>
    /// <param name="skip">How many to pass over; at least 0.</param>
    /// <param name="take">How many to return; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<EventPage> ListAsync(IReadOnlySet<string>? projects, int skip, int take, CancellationToken cancellationToken);

    /// <summary>The event of that id, or null.</summary>
    Task<RegistryEvent?> FindAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>One page of a list.</summary>
/// <param name="Events">The page.</param>
/// <param name="TotalCount">How many there are on all pages.</param>
public sealed record EventPage(IReadOnlyList<RegistryEvent> Events, int TotalCount);
