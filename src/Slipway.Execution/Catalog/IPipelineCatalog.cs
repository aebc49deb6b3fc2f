using Slipway.Pipelines;
using Slipway.Projects.Resources;

namespace Slipway.Execution.Catalog;

/// <summary>The pipelines that can be executed.</summary>
public interface IPipelineCatalog : IResourceDirectory<CatalogedPipeline>;

/// <summary>A pipeline with its identity.</summary>
/// <param name="Id">Stable identity; survives every edit.</param>
/// <param name="Definition">The document.</param>
public sealed record CatalogedPipeline(Guid Id, Pipeline Definition) : IResource
{
    /// <inheritdoc/>
    public string Project => Definition.Project;

    /// <inheritdoc/>
    public string Name => Definition.Name;

    /// <inheritdoc/>
    public Revision Revision { get; init; } = Revision.None;
}
