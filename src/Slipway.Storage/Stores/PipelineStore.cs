using Microsoft.EntityFrameworkCore;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Pipelines.</summary>
internal sealed class PipelineStore(IDbContextFactory<SlipwayDb> contexts) : ResourceStore<CatalogedPipeline, PipelineRow>(contexts, ListedFields.Pipelines), IPipelineStore
{
    protected override PipelineRow NewRow(CatalogedPipeline item) => new()
    {
        Id = item.Id,
        Project = item.Project,
        Name = item.Name,
        Definition = StoredPipeline.Write(item.Definition),
    };

    protected override void Write(CatalogedPipeline item, PipelineRow row) => row.Definition = StoredPipeline.Write(item.Definition);

    protected override CatalogedPipeline ToItem(PipelineRow row) => new(row.Id, StoredPipeline.Read(row.Definition)) { Revision = RevisionOf(row) };
}
