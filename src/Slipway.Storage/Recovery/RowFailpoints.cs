using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Slipway.Execution.Recovery;

namespace Slipway.Storage.Recovery;

/// <summary>Failpoints before and after everything that is committed past the journal: what is saved, and what is changed by a statement of its own.</summary>
internal sealed class RowFailpoints : ISaveChangesInterceptor, IDbCommandInterceptor
{
    public static readonly RowFailpoints Instance = new();

    private RowFailpoints()
    {
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Failpoint.Hit("rows.save.before");
        return ValueTask.FromResult(result);
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Failpoint.Hit("rows.save.after");
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Failpoint.Hit("rows.statement.before");
        return ValueTask.FromResult(result);
    }

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Failpoint.Hit("rows.statement.after");
        return ValueTask.FromResult(result);
    }
}
