using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Listing;
using Slipway.Projects.Resources;
using Slipway.Storage.Listing;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>The resources of one kind in their table. A kind says how one of it becomes a row and comes back.</summary>
internal abstract class ResourceStore<T, TRow>(IDbContextFactory<SlipwayDb> contexts, RowFields<TRow> fields) : IResourceStore<T>
    where T : class, IResource
    where TRow : ResourceRow
{
    // Compiled once: every admission reads its pipeline. Not for all stores of the process, for each has the model of its own database product.
    private readonly Func<SlipwayDb, Guid, CancellationToken, Task<TRow?>> find = EF.CompileAsyncQuery(
        (SlipwayDb db, Guid id, CancellationToken cancellationToken) => db.Set<TRow>().AsNoTracking().FirstOrDefault(row => row.Id == id));

    public async Task<SaveResult<T>> AddAsync(T item, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = NewRow(item);
        db.Add(row);
        await SavingAsync(db, item, row, cancellationToken);
        return await db.TrySaveAsync(cancellationToken) ? new SaveResult<T>.Saved(ToItem(row)) : new SaveResult<T>.NameTaken();
    }

    public async Task<SaveResult<T>> UpdateAsync(T item, int? expectedVersion, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        while (await db.Set<TRow>().FirstOrDefaultAsync(row => row.Id == item.Id, cancellationToken) is { } row)
        {
            if (expectedVersion is { } expected && expected != row.Version)
            {
                return new SaveResult<T>.Outdated(ToItem(row));
            }

            row.Name = item.Name;
            Write(item, row);
            await SavingAsync(db, item, row, cancellationToken);
            try
            {
                return await db.TrySaveAsync(cancellationToken) ? new SaveResult<T>.Saved(ToItem(row)) : new SaveResult<T>.NameTaken();
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody saved in between. Who expected a version is told so; who did not goes on from what is there now.
                db.ChangeTracker.Clear();
            }
        }

        return new SaveResult<T>.Gone();
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        while (await db.Set<TRow>().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row)
        {
            db.Remove(row);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }

        return false;
    }

    public async Task<T?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await find(db, id, cancellationToken) is { } row ? ToItem(row) : null;
    }

    public async Task<T?> FindAsync(string project, string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<TRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Project == project && row.Name == name, cancellationToken) is { } row ? ToItem(row) : null;
    }

    public async Task<ListPage<T>> ListAsync(ListQuery query, IReadOnlySet<string>? projects, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Set<TRow>().ToPageAsync(query, projects, fields, cancellationToken)).Select(ToItem);
    }

    public async Task<IReadOnlyList<T>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<TRow>().AsNoTracking().OrderBy(row => row.Project).ThenBy(row => row.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(ToItem)];
    }

    /// <summary>A row for a thing that is new, complete but for its revision.</summary>
    protected abstract TRow NewRow(T item);

    /// <summary>Writes what may change of a thing into its row; its name is written already.</summary>
    protected abstract void Write(T item, TRow row);

    /// <summary>Writes what is kept beside the row, in the transaction that saves it.</summary>
    protected virtual Task SavingAsync(SlipwayDb db, T item, TRow row, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The thing that a row holds.</summary>
    protected abstract T ToItem(TRow row);

    /// <summary>The revision that a row holds.</summary>
    protected static Revision RevisionOf(TRow row) => new(row.Version, row.CreatedBy, row.CreatedAt, row.UpdatedBy, row.UpdatedAt);

    /// <summary>For queries of a kind's own.</summary>
    protected Task<SlipwayDb> OpenAsync(CancellationToken cancellationToken) => contexts.CreateDbContextAsync(cancellationToken);
}
