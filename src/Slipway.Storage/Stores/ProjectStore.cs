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
}
