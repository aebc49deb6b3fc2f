using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Identity;

/// <summary>Makes, changes and removes the people who may sign in. Whether the caller may was asked before.</summary>
internal sealed class PeopleChanges(UserManager<IdentityUser> users, PasswordChange passwords, RefreshTokens tokens, IMembershipStore memberships, TimeProvider clock)
{
    /// <summary>All of them, by their names.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken)
    {
        var administrators = (await users.GetUsersInRoleAsync(Administrator.Role)).Select(user => user.Id).ToHashSet();
        return [.. (await users.Users.AsNoTracking().OrderBy(user => user.UserName).ToListAsync(cancellationToken)).Select(user => Person(user, administrators.Contains(user.Id)))];
    }

    /// <summary>Makes somebody.</summary>
    public async Task<(Person? Person, Problem? Problem)> CreateAsync(PersonSpec spec)
    {
        if (Names.Check(spec.UserName) is { } wrong)
        {
            return (null, Problem.BadRequest(wrong.Replace("name:", "userName:", StringComparison.Ordinal)));
        }

        if (await users.FindByNameAsync(spec.UserName!) is not null)
        {
            return (null, Problem.Conflict($"There is somebody called '{spec.UserName}' already."));
        }

        var user = new IdentityUser(spec.UserName!) { Email = spec.Email };
        var made = await users.CreateAsync(user, spec.Password ?? "");
        if (!made.Succeeded)
        {
            return (null, Problem.BadRequest(string.Join(' ', made.Errors.Select(error => error.Description))));
        }

        if (spec.IsAdministrator is true)
        {
            await users.AddToRoleAsync(user, Administrator.Role);
        }

        return (Person(user, spec.IsAdministrator is true), null);
    }

    /// <summary>Changes what is said of somebody; what is not said stays.</summary>
    /// <param name="userName">Whom.</param>
    /// <param name="spec">What is to be so; the name stays.</param>
    /// <param name="byUserId">Who changes it: nobody locks themselves out.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<(Person? Person, Problem? Problem)> ChangeAsync(string userName, PersonSpec spec, string byUserId, CancellationToken cancellationToken)
    {
        if (await users.FindByNameAsync(userName) is not { } user)
        {
            return (null, NotFound(userName));
        }

        if (user.Id == byUserId && (spec.IsAdministrator is false || spec.IsLocked is true))
        {
            return (null, Problem.BadRequest("You cannot lock yourself out. Another administrator can."));
        }

        if (spec.Password is { } password)
        {
            // Before anything else is changed.
            if (await passwords.ResetAsync(user, password, cancellationToken) is { } wrong)
            {
                return (null, Problem.BadRequest(wrong.ToString()));
            }
        }

        if (spec.Email is not null)
        {
            await users.SetEmailAsync(user, spec.Email);
        }

        if (spec.IsLocked is { } locked)
        {
            await users.SetLockoutEndDateAsync(user, locked ? DateTimeOffset.MaxValue : null);
        }

        var isAdministrator = await users.IsInRoleAsync(user, Administrator.Role);
        if (spec.IsAdministrator is { } becomes && becomes != isAdministrator)
        {
            await (becomes ? users.AddToRoleAsync(user, Administrator.Role) : users.RemoveFromRoleAsync(user, Administrator.Role));
            isAdministrator = becomes;
        }

        return (Person(user, isAdministrator), null);
    }

    /// <summary>Removes somebody with their tokens and memberships.</summary>
    /// <param name="userName">Whom.</param>
    /// <param name="byUserId">Who does it; nobody deletes themselves.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<(Person? Person, Problem? Problem)> DeleteAsync(string userName, string byUserId, CancellationToken cancellationToken)
    {
        if (await users.FindByNameAsync(userName) is not { } user)
        {
            return (null, NotFound(userName));
        }

        if (user.Id == byUserId)
        {
            return (null, Problem.BadRequest("You cannot delete yourself. Another administrator can."));
        }

        var person = Person(user, await users.IsInRoleAsync(user, Administrator.Role));
        foreach (var token in await tokens.OfPersonAsync(user.Id, cancellationToken))
        {
            await tokens.RevokeAsync(token.Id, user.Id, cancellationToken);
        }

        foreach (var membership in await memberships.OfPersonAsync(user.Id, cancellationToken))
        {
            await memberships.RemoveAsync(membership.Project, user.Id, cancellationToken);
        }

        await users.DeleteAsync(user);
        return (person, null);
    }

    private Person Person(IdentityUser user, bool isAdministrator) => new(user.Id, user.UserName!, user.Email, isAdministrator, user.LockoutEnd > clock.GetUtcNow());

    private static Problem NotFound(string userName) => Problem.NotFound($"There is nobody called '{userName}'.");
}

/// <summary>Somebody who may sign in.</summary>
/// <param name="Id">Stable identity.</param>
/// <param name="UserName">What they sign in with.</param>
/// <param name="Email">Their mail address; null when none is known.</param>
/// <param name="IsAdministrator">Whether they administer the server.</param>
/// <param name="IsLocked">Whether they may not sign in now.</param>
public sealed record Person(string Id, string UserName, string? Email, bool IsAdministrator, bool IsLocked);

/// <summary>Somebody as they are asked for; null for what is not said.</summary>
/// <param name="UserName">What they sign in with; it stays.</param>
/// <param name="Email">Their mail address.</param>
/// <param name="Password">A new password, which ends every session that the old one began.</param>
/// <param name="IsAdministrator">Whether they administer the server.</param>
/// <param name="IsLocked">Whether they may not sign in.</param>
public sealed record PersonSpec(string? UserName = null, string? Email = null, string? Password = null, bool? IsAdministrator = null, bool? IsLocked = null)
{
    /// <summary>Never the password.</summary>
    public override string ToString() => $"{UserName} {Email}";
}
