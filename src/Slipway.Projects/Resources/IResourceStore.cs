using Slipway.Projects.Listing;

namespace Slipway.Projects.Resources;

/// <summary>Keeps the resources of one kind. Each change is made in the name of <see cref="Actor.Current"/>.</summary>
public interface IResourceStore<T> : IResourceDirectory<T>
    where T : class, IResource
{
    /// <summary>Adds one.</summary>
    /// <returns><see cref="SaveResult{T}.Saved"/> or <see cref="SaveResult{T}.NameTaken"/>.</returns>
    Task<SaveResult<T>> AddAsync(T item, CancellationToken cancellationToken);

    /// <summary>Replaces the one of that id, its name too; its project stays.</summary>
    /// <param name="item">As it is to be.</param>
    /// <param name="expectedVersion">The <see cref="Revision.Version"/> that the change was made from; null to change whatever is there.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    Task<SaveResult<T>> UpdateAsync(T item, int? expectedVersion, CancellationToken cancellationToken);

    /// <summary>Removes the one of that id. False when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>One page of them, by project and name if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<T>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>All of them, by project and name.</summary>
    Task<IReadOnlyList<T>> ListAsync(CancellationToken cancellationToken);
}
