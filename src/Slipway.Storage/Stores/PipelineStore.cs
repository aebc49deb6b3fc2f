using Microsoft.EntityFrameworkCore;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Projects.Listing;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Pipelines.</summary>
internal sealed class PipelineStore(IDbContextFactory<SlipwayDb> contexts, TimeProvider clock) : IPipelineStore
{
    public async Task<bool> AddAsync(CatalogedPipeline pipeline, string createdBy, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        db.Pipelines.Add(new PipelineRow
        {
            Id = pipeline.Id,
            Project = pipeline.Definition.Project,
            Name = pipeline.Definition.Name,
            Definition = StoredJson.Write(pipeline.Definition),
            CreatedBy = createdBy,
            CreatedAt = now,
            UpdatedAt = now,
        });
        return await db.TrySaveAsync(cancellationToken);
    }

    public async Task<bool> UpdateAsync(Guid id, Pipeline definition, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var json = StoredJson.Write(definition);
        var now = clock.GetUtcNow();
        return await db.Pipelines.Where(pipeline => pipeline.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(pipeline => pipeline.Definition, json).SetProperty(pipeline => pipeline.UpdatedAt, now),
            cancellationToken) == 1;
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Pipelines.Where(pipeline => pipeline.Id == id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public async Task<CatalogedPipeline?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return ToPipeline(await db.Pipelines.AsNoTracking().FirstOrDefaultAsync(pipeline => pipeline.Id == id, cancellationToken));
    }

    public async Task<CatalogedPipeline?> FindAsync(string project, string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return ToPipeline(await db.Pipelines.AsNoTracking().FirstOrDefaultAsync(pipeline => pipeline.Project == project && pipeline.Name == name, cancellationToken));
    }

    public async Task<ListPage<CatalogedPipeline>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Pipelines.ToPageAsync(query, projects, ListedFields.Pipelines, cancellationToken)).Select(row => ToPipeline(row)!);
    }

    public async Task<IReadOnlyList<CatalogedPipeline>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Pipelines.AsNoTracking().OrderBy(pipeline => pipeline.Project).ThenBy(pipeline => pipeline.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(row => ToPipeline(row)!)];
    }

    private static CatalogedPipeline? ToPipeline(PipelineRow? row) =>
        row is null ? null : new CatalogedPipeline(row.Id, StoredJson.Read<Pipeline>(row.Definition));
}
