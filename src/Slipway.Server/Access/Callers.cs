using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Slipway.Execution.Secrets;
using Slipway.Projects.Access;
using Slipway.Server.Identity;
using Slipway.Server.Identity.Provided;
using Slipway.Storage;

namespace Slipway.Server.Access;

/// <summary>Finds out who asks. It is read anew for each request, so that a role that was taken away is gone at once, whatever token the caller holds.</summary>
internal sealed class Callers(IDbContextFactory<SlipwayDb> contexts, IMembershipStore memberships, ProvidedRoles provided, ILookupNormalizer normalizer, TimeProvider clock) : IRequesterRights
{
    private static readonly string SessionStampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    /// <summary>The caller with their roles; null when there is no such person, they are locked, or their password has changed since they signed in or their bearer token was made.</summary>
    public async Task<Caller?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? await FindAsync(id, StampOf(principal), cancellationToken) : null;

    /// <summary>A person as they are at this moment; null when there is no such person, or they are locked.</summary>
    public Task<Caller?> FindByIdAsync(string userId, CancellationToken cancellationToken) => FindAsync(userId, stamp: null, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> MayUseRestrictedAsync(string requestedBy, string project, CancellationToken cancellationToken) => MayAsync(requestedBy, Permission.UseRestricted, project, cancellationToken);

    /// <summary>Whether a person may do something in a project now; false when there is no such person, or they are locked.</summary>
    public async Task<bool> MayAsync(string person, Permission permission, string project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var name = normalizer.NormalizeName(person);
        var id = await db.Users.Where(user => user.NormalizedUserName == name).Select(user => user.Id).FirstOrDefaultAsync(cancellationToken);
        return id is not null && await FindAsync(id, stamp: null, cancellationToken) is { } caller && caller.May(permission, project);
    }

    // A cookie has the stamp itself, a bearer token what may be seen of it.
    private static string? StampOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(AccessTokens.StampClaim) ?? (principal.FindFirstValue(SessionStampClaim) is { } stamp ? AccessTokens.StampOf(stamp) : null);

    private async Task<Caller?> FindAsync(string userId, string? stamp, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await db.Users.AsNoTracking()
            .Where(user => user.Id == userId)
            .Select(user => new
            {
                user.Id,
                user.UserName,
                user.Email,
                user.LockoutEnd,
                user.SecurityStamp,
                IsAdministrator = db.UserRoles.Any(mine => mine.UserId == user.Id && db.Roles.Any(role => role.Id == mine.RoleId && role.Name == Administrator.Role)),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (person is null || person.LockoutEnd > clock.GetUtcNow() || (stamp is not null && stamp != AccessTokens.StampOf(person.SecurityStamp)))
        {
            return null;
        }

        var groups = await db.UserClaims.Where(claim => claim.UserId == userId && claim.ClaimType == provided.ClaimType).Select(claim => claim.ClaimValue!).ToListAsync(cancellationToken);
        var given = provided.Of(groups);
        var byHand = (await memberships.OfPersonAsync(userId, cancellationToken)).Select(member => (member.Project, member.Role));
        return new Caller(
            person.Id,
            person.UserName!,
            person.IsAdministrator || given.IsAdministrator,
            byHand.Concat(given.Roles)
                .GroupBy(role => role.Project, role => role.Role, StringComparer.OrdinalIgnoreCase)
                .ToImmutableDictionary(roles => roles.Key, roles => roles.Max(), StringComparer.OrdinalIgnoreCase))
        {
            Email = person.Email ?? "",
            Groups = [.. groups.Where(provided.Meaningful.Contains)],
        };
    }
}
