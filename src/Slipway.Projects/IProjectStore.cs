using Slipway.Projects.Listing;

namespace Slipway.Projects;

/// <summary>Keeps projects.</summary>
public interface IProjectStore
{
    /// <summary>Adds one. False when the name is taken.</summary>
    Task<bool> AddAsync(Project project, CancellationToken cancellationToken);

    /// <summary>Replaces the description of the one of that id. False when there is none.</summary>
    Task<bool> UpdateAsync(Project project, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the one of that id with its members, its executions and its events, unless something is in it that people made.
    /// </summary>
    /// <param name="id">The project's id.</param>
    /// <param name="withHistory">Whether executions and events go, too; otherwise they keep the project.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    /// <returns>What keeps it, such as <c>3 pipelines</c>; empty when it is gone.</returns>
    Task<IReadOnlyList<string>> RemoveAsync(Guid id, bool withHistory, CancellationToken cancellationToken);

    /// <summary>The one of that name, without regard to case; or null.</summary>
    Task<Project?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>One page of them, by name if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<Project>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<Project>> ListAsync(CancellationToken cancellationToken);
}
