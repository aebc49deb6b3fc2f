using Slipway.Pipelines;
using Slipway.Projects.Listing;

namespace Slipway.Execution.Catalog;

/// <summary>Keeps pipelines.</summary>
public interface IPipelineStore : IPipelineCatalog
{
    /// <summary>Adds one. False when its project has one of that name.</summary>
    Task<bool> AddAsync(CatalogedPipeline pipeline, string createdBy, CancellationToken cancellationToken);

    /// <summary>Replaces the document of the one of that id. False when there is none.</summary>
    Task<bool> UpdateAsync(Guid id, Pipeline definition, CancellationToken cancellationToken);

    /// <summary>Removes the one of that id. False when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>One page of them, by project and name if nothing else is asked for.</summary>
    /// <param name="query">Which, in what order, and how many.</param>
    /// <param name="projects">The projects whose things the asker may look at; null for all of them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ListPage<CatalogedPipeline>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken);

    /// <summary>All of them, by project and name.</summary>
    Task<IReadOnlyList<CatalogedPipeline>> ListAsync(CancellationToken cancellationToken);
}
