using System.Data;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects;
using Slipway.Projects.Listing;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Projects.</summary>
internal sealed class ProjectStore(IDbContextFactory<SlipwayDb> contexts, TimeProvider clock) : IProjectStore
{
    public async Task<bool> AddAsync(Project project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Projects.Add(new ProjectRow { Id = project.Id, Name = project.Name, Description = project.Description, CreatedAt = clock.GetUtcNow() });
        return await db.TrySaveAsync(cancellationToken);
    }

    public async Task<bool> UpdateAsync(Project project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Projects.FirstOrDefaultAsync(row => row.Id == project.Id, cancellationToken) is not { } row)
        {
            return false;
        }

        row.Description = project.Description;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody described or removed it in between.
            return await UpdateAsync(project, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<string>> RemoveAsync(Guid id, bool withHistory, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        if (await db.Projects.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } project)
        {
            return [];
        }

        var keepers = await KeepersAsync(db, project.Name, withHistory, cancellationToken);
        if (keepers.Count == 0)
        {
            await db.Executions.Where(row => row.Project == project.Name).ExecuteDeleteAsync(cancellationToken);
            await db.UserOperations.Where(row => row.Project == project.Name).ExecuteDeleteAsync(cancellationToken);
            await db.RegistryEvents.Where(row => row.Project == project.Name).ExecuteDeleteAsync(cancellationToken);
            db.Memberships.RemoveRange(await db.Memberships.Where(row => row.Project == project.Name).ToListAsync(cancellationToken));
            db.Projects.Remove(project);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return keepers;
    }

    public async Task<Project?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(project => string.Equals(project.Name, name, StringComparison.OrdinalIgnoreCase));

    public async Task<ListPage<Project>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Projects.ToPageAsync(query, projects, ListedFields.Projects, cancellationToken)).Select(row => new Project { Id = row.Id, Name = row.Name, Description = row.Description });
    }

    public async Task<IReadOnlyList<Project>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Projects
            .OrderBy(project => project.Name)
            .Select(project => new Project { Id = project.Id, Name = project.Name, Description = project.Description })
            .ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> KeepersAsync(SlipwayDb db, string project, bool withHistory, CancellationToken cancellationToken)
    {
        (string Things, int Count)[] counts =
        [
            ("pipelines", await db.Pipelines.CountAsync(row => row.Project == project, cancellationToken)),
            ("endpoints", await db.Endpoints.CountAsync(row => row.Project == project, cancellationToken)),
            ("variables", await db.Variables.CountAsync(row => row.Project == project, cancellationToken)),
            ("webhooks", await db.Webhooks.CountAsync(row => row.Project == project, cancellationToken)),
            ("executions that have not ended", await db.Executions.CountAsync(row => row.Project == project && !row.IsEnded, cancellationToken)),
            ("executions", withHistory ? 0 : await db.Executions.CountAsync(row => row.Project == project && row.IsEnded, cancellationToken)),
            ("registry events", withHistory ? 0 : await db.RegistryEvents.CountAsync(row => row.Project == project, cancellationToken)),
        ];
        return [.. counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Things}")];
    }
}
