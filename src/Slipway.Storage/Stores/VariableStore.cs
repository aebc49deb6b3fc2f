using Microsoft.EntityFrameworkCore;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Listing;
using Slipway.Projects.Secrets;
using Slipway.Projects.Variables;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Variables, all their values sealed.</summary>
internal sealed class VariableStore(IDbContextFactory<SlipwayDb> contexts, ISecretSealer sealer, TimeProvider clock) : IVariableStore
{
    public async Task<bool> AddAsync(Variable variable, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        db.Variables.Add(new VariableRow
        {
            Id = variable.Id,
            Project = variable.Project,
            Name = variable.Name,
            Description = variable.Description,
            Type = TypeName(variable.Type),
            SealedValue = sealer.Seal(variable.Value),
            CreatedAt = now,
            UpdatedAt = now,
        });
        return await db.TrySaveAsync(cancellationToken);
    }

    public async Task<bool> UpdateAsync(Variable variable, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var type = TypeName(variable.Type);
        var value = sealer.Seal(variable.Value);
        return await db.Variables.Where(row => row.Id == variable.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Description, variable.Description)
                .SetProperty(row => row.Type, type)
                .SetProperty(row => row.SealedValue, value)
                .SetProperty(row => row.UpdatedAt, now),
            cancellationToken) == 1;
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Variables.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public async Task<Variable?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Variables.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? ToVariable(row) : null;
    }

    public async Task<IReadOnlyList<Variable>> FindAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Variables.AsNoTracking().Where(row => row.Project == project && names.Contains(row.Name)).ToListAsync(cancellationToken);
        return [.. rows.Select(ToVariable)];
    }

    public async Task<ListPage<Variable>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Variables.ToPageAsync(query, projects, ListedFields.Variables, cancellationToken)).Select(ToVariable);
    }

    public async Task<IReadOnlyList<Variable>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Variables.AsNoTracking().OrderBy(row => row.Project).ThenBy(row => row.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(ToVariable)];
    }

    private Variable ToVariable(VariableRow row) => new()
    {
        Id = row.Id,
        Project = row.Project,
        Name = row.Name,
        Description = row.Description,
        Type = Enum.Parse<VariableType>(row.Type, ignoreCase: true),
        Value = sealer.Open(row.SealedValue),
        UpdatedAt = row.UpdatedAt,
    };

    private static string TypeName(VariableType type) => type.ToString().ToUpperInvariant();
}
