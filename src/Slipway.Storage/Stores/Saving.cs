using Microsoft.EntityFrameworkCore;

namespace Slipway.Storage.Stores;

/// <summary>Saves where a taken name is an answer and not an error.</summary>
internal static class Saving
{
    /// <summary>False when a unique index says no.</summary>
    public static async Task<bool> TrySaveAsync(this SlipwayDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            return false;
        }
    }
}
