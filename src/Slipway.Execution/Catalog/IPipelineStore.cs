using Slipway.Pipelines;

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

    /// <summary>All of them, by project and name.</summary>
    Task<IReadOnlyList<CatalogedPipeline>> ListAsync(CancellationToken cancellationToken);
}
