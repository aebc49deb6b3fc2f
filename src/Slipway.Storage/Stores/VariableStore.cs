using Microsoft.EntityFrameworkCore;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Secrets;
using Slipway.Projects.Variables;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Variables, all their values sealed.</summary>
internal sealed class VariableStore(IDbContextFactory<SlipwayDb> contexts, ISecretSealer sealer)
    : ResourceStore<Variable, VariableRow>(contexts, ListedFields.Variables), IVariableStore
{
    public async Task<IReadOnlyList<Variable>> FindAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        await using var db = await OpenAsync(cancellationToken);
        var rows = await db.Variables.AsNoTracking().Where(row => row.Project == project && names.Contains(row.Name)).ToListAsync(cancellationToken);
        return [.. rows.Select(ToItem)];
    }

    protected override VariableRow NewRow(Variable item) => new()
    {
        Id = item.Id,
        Project = item.Project,
        Name = item.Name,
        Description = item.Description,
        Type = TypeName(item.Type),
        SealedValue = sealer.Seal(item.Value),
    };

    protected override void Write(Variable item, VariableRow row)
    {
        row.Description = item.Description;
        row.Type = TypeName(item.Type);
        row.SealedValue = sealer.Seal(item.Value);
    }

    protected override Variable ToItem(VariableRow row) => new()
    {
        Id = row.Id,
        Project = row.Project,
        Name = row.Name,
        Description = row.Description,
        Type = Enum.Parse<VariableType>(row.Type, ignoreCase: true),
        Value = sealer.Open(row.SealedValue),
        Revision = RevisionOf(row),
    };

    private static string TypeName(VariableType type) => type.ToString().ToUpperInvariant();
}
