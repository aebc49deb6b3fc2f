using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Projects;

/// <summary>Says who is what in a project. Whether the caller may was asked before.</summary>
internal sealed class MemberChanges(IMembershipStore memberships, UserManager<IdentityUser> users)
{
    private static readonly string RoleNames = string.Join(", ", Enum.GetNames<Role>().Select(name => name.ToLowerInvariant()));

    /// <summary>The members of the project of that very name, by their own names.</summary>
    public async Task<IReadOnlyList<Member>> OfAsync(string project, CancellationToken cancellationToken)
    {
        var names = await users.Users.ToDictionaryAsync(user => user.Id, user => user.UserName!, cancellationToken);
        return
        [
            .. (await memberships.OfProjectAsync(project, cancellationToken))
                .Where(member => names.ContainsKey(member.UserId))
                .Select(member => new Member(member, names[member.UserId]))
                .OrderBy(member => member.UserName, StringComparer.Ordinal),
        ];
    }

    /// <summary>Makes somebody a member, or gives them another role.</summary>
    public async Task<(Member? Member, Problem? Problem)> SetAsync(string project, string user, string? roleName, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<Role>(roleName, ignoreCase: true, out var role) || int.TryParse(roleName, out _))
        {
            return (null, Problem.BadRequest($"role: '{roleName}' is not one of: {RoleNames}."));
        }

        if (await users.FindByNameAsync(user) is not { } person)
        {
            return (null, Problem.NotFound($"There is nobody called '{user}'."));
        }

        var membership = new Membership(project, person.Id, role);
        await memberships.SetAsync(membership, cancellationToken);
        return (new Member(membership, person.UserName!), null);
    }

    /// <summary>Takes somebody out of a project.</summary>
    public async Task<(Member? Member, Problem? Problem)> RemoveAsync(string project, string user, CancellationToken cancellationToken) =>
        await users.FindByNameAsync(user) is { } person
        && (await memberships.OfProjectAsync(project, cancellationToken)).FirstOrDefault(member => member.UserId == person.Id) is { } membership
        && await memberships.RemoveAsync(project, person.Id, cancellationToken)
            ? (new Member(membership, person.UserName!), null)
            : (null, Problem.NotFound($"'{user}' is no member of project '{project}'."));
}

/// <summary>Somebody who is something in a project.</summary>
/// <param name="Membership">What they are, and where.</param>
/// <param name="UserName">What they are called.</param>
internal sealed record Member(Membership Membership, string UserName);
