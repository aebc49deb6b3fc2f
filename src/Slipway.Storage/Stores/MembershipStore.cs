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
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var role = RoleName(membership.Role);
        var changed = await db.Memberships
            .Where(member => member.Project == membership.Project && member.UserId == membership.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Role, role), cancellationToken);
        if (changed == 0)
        {
            db.Memberships.Add(new MembershipRow { Project = membership.Project, UserId = membership.UserId, Role = role });
            if (!await db.TrySaveAsync(cancellationToken))
            {
                // Somebody else made it in between: theirs is there to be changed now.
                await SetAsync(membership, cancellationToken);
            }
        }
    }

    public async Task<bool> RemoveAsync(string project, string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Memberships.Where(member => member.Project == project && member.UserId == userId).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static List<Membership> ToMemberships(List<MembershipRow> rows) =>
        [.. rows.Select(row => new Membership(row.Project, row.UserId, Enum.Parse<Role>(row.Role, ignoreCase: true)))];

    private static string RoleName(Role role) => role.ToString().ToLowerInvariant();
}
