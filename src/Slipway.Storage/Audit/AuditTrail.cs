using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Slipway.Projects.Audit;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Audit;

/// <summary>
/// Adds an entry to each save for every audited row that it changes: either both are there afterwards or neither is. What
/// goes past the change tracker would have no entry; <see cref="TrackedOnly"/> refuses it.
/// </summary>
internal sealed class AuditTrail(AuditedRows audited, TimeProvider clock) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        var db = (SlipwayDb)eventData.Context!;
        var changes = ChangesOf(db);
        var (people, roles) = (Missing(changes, "UserId", People(db)), Missing(changes, "RoleId", Roles(db)));
        Append(db, changes, new AuditNames(
            People(db, people.Count == 0 ? [] : NamesOf(db.Users, people).ToList()),
            Roles(db, roles.Count == 0 ? [] : NamesOf(db.Roles, roles).ToList())));
        return base.SavingChanges(eventData, result);
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (SlipwayDb)eventData.Context!;
        var changes = ChangesOf(db);
        var (people, roles) = (Missing(changes, "UserId", People(db)), Missing(changes, "RoleId", Roles(db)));
        Append(db, changes, new AuditNames(
            People(db, people.Count == 0 ? [] : await NamesOf(db.Users, people).ToListAsync(cancellationToken)),
            Roles(db, roles.Count == 0 ? [] : await NamesOf(db.Roles, roles).ToListAsync(cancellationToken))));
        return await base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    // An entry that stayed in the context would go along with whatever is saved next.
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Forget(eventData);
        return base.SavedChanges(eventData, result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Forget(eventData);
        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Forget(eventData);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Forget(eventData);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData);
        return Task.CompletedTask;
    }

    private List<EntityEntry> ChangesOf(SlipwayDb db) =>
        [.. db.ChangeTracker.Entries().Where(entry => audited.All.TryGetValue(entry.Metadata.ClrType, out var row) && entry.State switch
        {
            EntityState.Added or EntityState.Modified => !row.IsDeletionOnly,
            EntityState.Deleted => true,
            _ => false,
        })];

    private void Append(SlipwayDb db, List<EntityEntry> changes, AuditNames names)
    {
        var now = clock.GetUtcNow();
        foreach (var entry in changes)
        {
            if (EntryOf(entry, audited.All[entry.Metadata.ClrType], names, now) is { } row)
            {
                db.Audit.Add(row);
            }
        }
    }

    private static AuditRow? EntryOf(EntityEntry entry, AuditedRow of, AuditNames names, DateTimeOffset now)
    {
        var before = entry.State is EntityState.Added ? null : entry.OriginalValues.ToObject();
        var after = entry.State is EntityState.Deleted ? null : entry.CurrentValues.ToObject();
        var (action, change) = (before, after) switch
        {
            (null, { } made) => (AuditActions.Create, AuditChange.Created(of.StateOf(made, names))),
            ({ } gone, null) => (AuditActions.Delete, AuditChange.Deleted(of.StateOf(gone, names))),
            _ => (AuditActions.Update, AuditChange.Between(of.StateOf(before!, names), of.StateOf(after!, names))),
        };
        return change is null ? null : AuditRows.Of(action, of.Kind, of.SubjectOf(after ?? before!, names), change, now);
    }

    private static void Forget(DbContextEventData saved)
    {
        foreach (var entry in saved.Context!.ChangeTracker.Entries<AuditRow>().ToList())
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <summary>The ids that stand in the changed rows, and whose names are not at hand.</summary>
    private static List<string> Missing(List<EntityEntry> changes, string property, Dictionary<string, string> known) =>
        [.. changes.Where(entry => entry.Metadata.FindProperty(property) is not null).Select(entry => (string)entry.CurrentValues[property]!).Distinct().Where(id => !known.ContainsKey(id))];

    private static IQueryable<KeyValuePair<string, string>> NamesOf(IQueryable<IdentityUser> people, List<string> ids) =>
        people.Where(person => ids.Contains(person.Id)).Select(person => new KeyValuePair<string, string>(person.Id, person.UserName!));

    private static IQueryable<KeyValuePair<string, string>> NamesOf(IQueryable<IdentityRole> roles, List<string> ids) =>
        roles.Where(role => ids.Contains(role.Id)).Select(role => new KeyValuePair<string, string>(role.Id, role.Name!));

    private static Dictionary<string, string> People(SlipwayDb db, params IEnumerable<KeyValuePair<string, string>> read) =>
        db.ChangeTracker.Entries<IdentityUser>().Select(entry => KeyValuePair.Create(entry.Entity.Id, entry.Entity.UserName ?? "")).Concat(read).ToDictionary();

    private static Dictionary<string, string> Roles(SlipwayDb db, params IEnumerable<KeyValuePair<string, string>> read) =>
        db.ChangeTracker.Entries<IdentityRole>().Select(entry => KeyValuePair.Create(entry.Entity.Id, entry.Entity.Name ?? "")).Concat(read).ToDictionary();
}
