using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Audit;
using Slipway.Projects.Listing;
using Slipway.Storage.Audit;
using Slipway.Storage.Listing;

namespace Slipway.Storage.Stores;

/// <summary>The audit.</summary>
internal sealed class AuditLog(IDbContextFactory<SlipwayDb> contexts, TimeProvider clock) : IAuditLog
{
    public async Task RecordAsync(AuditEvent what, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Audit.Add(AuditRows.Of(what, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<AuditEntry?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Audit.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? AuditRows.ToEntry(row) : null;
    }

    public async Task<ListPage<AuditEntry>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Audit.ToPageAsync(query, projects, ListedFields.Audit, cancellationToken)).Select(AuditRows.ToEntry);
    }
}
