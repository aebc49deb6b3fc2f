using Slipway.Projects.Resources;

namespace Slipway.Execution.Catalog;

/// <summary>Keeps pipelines.</summary>
public interface IPipelineStore : IPipelineCatalog, IResourceStore<CatalogedPipeline>;
