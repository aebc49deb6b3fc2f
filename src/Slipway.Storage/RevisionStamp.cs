using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Slipway.Projects.Resources;
using Slipway.Storage.Rows;

namespace Slipway.Storage;

/// <summary>Writes into each resource that is saved whose change it is, when, and the how-manieth.</summary>
public sealed class RevisionStamp(TimeProvider clock) : SaveChangesInterceptor
{
    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var by = Actor.Current.Name;
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<ResourceRow>())
        {
            switch (entry.State)
            {
                case EntityState.Added:
                    (entry.Entity.CreatedBy, entry.Entity.CreatedAt) = (by, now);
                    (entry.Entity.UpdatedBy, entry.Entity.UpdatedAt) = (by, now);
                    entry.Entity.Version = 1;
                    break;
                case EntityState.Modified:
                    (entry.Entity.UpdatedBy, entry.Entity.UpdatedAt) = (by, now);
                    entry.Entity.Version++;
                    break;
            }
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }
}
