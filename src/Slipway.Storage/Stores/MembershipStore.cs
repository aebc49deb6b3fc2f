using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Access;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Stores;

/// <summary>Who is what in which project.</summary>
internal sealed class MembershipStore(IDbContextFactory<SlipwayDb> contexts) : IMembershipStore
{
    public async Task<IReadOnlyList<Membership>> OfPersonAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return ToMemberships(await db.Memberships.AsNoTracking().Where(member => member.UserId == userId).OrderBy(member => member.Project).ToListAsync(cancellationToken));
    }

    public async Task<IReadOnlyList<Membership>> OfProjectAsync(string project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return ToMemberships(await db.Memberships.AsNoTracking().Where(member => member.Project == project).OrderBy(member => member.UserId).ToListAsync(cancellationToken));
    }

    public async Task SetAsync(Membership membership, CancellationToken cancellationToken)
    {
        var role = RoleName(membership.Role);
        await ChangeAsync(
            membership.Project,
            membership.UserId,
            (db, row) =>
            {
                if (row is null)
                {
                    db.Memberships.Add(new MembershipRow { Project = membership.Project, UserId = membership.UserId, Role = role });
                }
                else
                {
                    row.Role = role;
                }
            },
            cancellationToken);
    }

    public Task<bool> RemoveAsync(string project, string userId, CancellationToken cancellationToken) => ChangeAsync(
        project,
        userId,
        (db, row) =>
        {
            if (row is not null)
            {
                db.Memberships.Remove(row);
            }
        },
        cancellationToken);

    /// <summary>Changes what is there, and begins again when somebody else was faster.</summary>
    /// <returns>Whether there was anything.</returns>
    private async Task<bool> ChangeAsync(string project, string userId, Action<SlipwayDb, MembershipRow?> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var row = await db.Memberships.FirstOrDefaultAsync(member => member.Project == project && member.UserId == userId, cancellationToken);
            change(db, row);
            try
            {
                if (await db.TrySaveAsync(cancellationToken))
                {
                    return row is not null;
                }
            }
            catch (DbUpdateConcurrencyException)
            {
                // Theirs is there to be changed now, or nothing is.
            }

            db.ChangeTracker.Clear();
        }
    }

    private static List<Membership> ToMemberships(List<MembershipRow> rows) =>
        [.. rows.Select(row => new Membership(row.Project, row.UserId, Enum.Parse<Role>(row.Role, ignoreCase: true)))];

    private static string RoleName(Role role) => role.ToString().ToLowerInvariant();
}
