using Slipway.Pipelines;

namespace Slipway.Execution.Catalog;

/// <summary>The pipelines that can be executed.</summary>
public interface IPipelineCatalog
{
    /// <summary>The pipeline of that id, or null.</summary>
    Task<CatalogedPipeline?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The pipeline of that name in that project, or null.</summary>
    Task<CatalogedPipeline?> FindAsync(string project, string name, CancellationToken cancellationToken);
}

/// <summary>A pipeline with its identity.</summary>
/// <param name="Id">Stable identity; survives every edit.</param>
/// <param name="Definition">The document.</param>
public sealed record CatalogedPipeline(Guid Id, Pipeline Definition);
