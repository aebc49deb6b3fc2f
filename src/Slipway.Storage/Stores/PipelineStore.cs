using Microsoft.EntityFrameworkCore;
using Slipway.Execution.Catalog;
using Slipway.Pipelines.Editing;
using Slipway.Projects.Resources;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Pipelines, and how they were written from version to version.</summary>
internal sealed class PipelineStore(IDbContextFactory<SlipwayDb> contexts, TimeProvider clock)
    : ResourceStore<CatalogedPipeline, PipelineRow>(contexts, ListedFields.Pipelines), IPipelineStore, IPipelineVersions
{
    public async Task<IReadOnlyList<PipelineVersion>> ListAsync(Guid pipeline, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(cancellationToken);
        return await db.PipelineVersions.Where(version => version.PipelineId == pipeline).OrderByDescending(version => version.Number)
            .Select(version => new PipelineVersion(version.Number, version.SavedBy, version.SavedAt)).ToListAsync(cancellationToken);
    }

    public async Task<string?> TextAsync(Guid pipeline, int version, CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(cancellationToken);
        return await db.PipelineVersions.Where(row => row.PipelineId == pipeline && row.Number == version).Select(row => row.Text).FirstOrDefaultAsync(cancellationToken);
    }

    protected override PipelineRow NewRow(CatalogedPipeline item) => new()
    {
        Id = item.Id,
        Project = item.Project,
        Name = item.Name,
        Definition = StoredPipeline.Write(item.Definition),
    };

    protected override void Write(CatalogedPipeline item, PipelineRow row) => row.Definition = StoredPipeline.Write(item.Definition);

    protected override CatalogedPipeline ToItem(PipelineRow row) => new(row.Id, StoredPipeline.Read(row.Definition)) { Revision = RevisionOf(row) };

    /// <summary>What is written is kept as it is written; what comes without a text changes the text from before.</summary>
    protected override async Task SavingAsync(SlipwayDb db, CatalogedPipeline item, PipelineRow row, CancellationToken cancellationToken)
    {
        var versions = db.PipelineVersions.Where(version => version.PipelineId == row.Id);
        var last = row.Version == 0 ? null : await versions.Where(version => version.Number == row.Version).Select(version => version.Text).FirstOrDefaultAsync(cancellationToken);
        var text = WrittenText.Of(item.Definition with { Text = item.Definition.Text ?? last });
        if (db.Entry(row) is { State: EntityState.Unchanged } entry)
        {
            if (text == last)
            {
                return;
            }

            // Only comments have changed, and that is a version, too.
            entry.Property(pipeline => pipeline.UpdatedAt).IsModified = true;
        }

        db.RemoveRange(await versions.Where(version => version.Number <= row.Version + 1 - IPipelineVersions.MostKept).ToListAsync(cancellationToken));
        db.Add(new PipelineVersionRow
        {
            Id = Guid.CreateVersion7(),
            PipelineId = row.Id,
            Number = row.Version + 1,
            SavedBy = Actor.Current.Name,
            SavedAt = clock.GetUtcNow(),
            Text = text,
        });
    }
}
