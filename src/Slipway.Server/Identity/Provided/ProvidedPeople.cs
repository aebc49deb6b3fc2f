using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Slipway.Server.Identity.Provided;

/// <summary>People for whom the provider vouches. They are known by issuer and subject, and by nothing else: names and addresses can be had by others.</summary>
internal sealed class ProvidedPeople(UserManager<IdentityUser> users, ProvidedRoles roles)
{
    private const string Subject = "sub";
    private const int LongestName = 64;

    /// <summary>The person, made if they come for the first time, with the roles that the provider gives them now; null when they are locked.</summary>
    /// <param name="principal">What the provider says, already verified.</param>
    public async Task<IdentityUser?> WelcomeAsync(ClaimsPrincipal principal)
    {
        var subject = principal.FindFirst(Subject) ?? throw new InvalidOperationException("The provider vouched for nobody: there is no 'sub'.");
        var person = await users.FindByLoginAsync(subject.Issuer, subject.Value) ?? await CreateAsync(principal, subject);
        if (await users.IsLockedOutAsync(person))
        {
            return null;
        }

        await RefreshRolesAsync(person, principal);
        return person;
    }

    private async Task RefreshRolesAsync(IdentityUser person, ClaimsPrincipal principal)
    {
        var now = principal.FindAll(roles.Provider!.RoleClaim).Select(claim => claim.Value).Where(roles.Meaningful.Contains).ToHashSet(StringComparer.Ordinal);
        var kept = (await users.GetClaimsAsync(person)).Where(claim => claim.Type == roles.ClaimType).ToList();
        Demand(await users.RemoveClaimsAsync(person, kept.Where(claim => !now.Contains(claim.Value))));
        Demand(await users.AddClaimsAsync(person, now.Except(kept.Select(claim => claim.Value)).Select(value => new Claim(roles.ClaimType, value))));
    }

    private async Task<IdentityUser> CreateAsync(ClaimsPrincipal principal, Claim subject)
    {
        var person = new IdentityUser(await FreeNameAsync(NameOf(principal)));
        if (principal.FindFirstValue("email") is { } email
            && string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase)
            && !users.Users.Any(other => other.NormalizedEmail == users.NormalizeEmail(email)))
        {
            person.Email = email;
            person.EmailConfirmed = true;
        }

        Demand(await users.CreateAsync(person));
        Demand(await users.AddLoginAsync(person, new UserLoginInfo(subject.Issuer, subject.Value, roles.Provider!.Name)));
        return person;
    }

    /// <summary>What the person is called there, in the characters that names have here.</summary>
    private string NameOf(ClaimsPrincipal principal)
    {
        var told = principal.FindFirstValue("preferred_username") ?? principal.FindFirstValue("email") ?? principal.FindFirstValue("name") ?? "";
        var name = string.Concat(told.Trim().Take(LongestName).Select(c => users.Options.User.AllowedUserNameCharacters.Contains(c, StringComparison.Ordinal) ? c : '-')).Trim('-');
        return name.Length == 0 ? "person" : name;
    }

    /// <summary>A name that nobody has: whoever calls themselves 'admin' elsewhere is 'admin-2' here.</summary>
    private async Task<string> FreeNameAsync(string wanted)
    {
        var name = wanted;
        for (var i = 2; await users.FindByNameAsync(name) is not null; i++)
        {
            name = $"{wanted}-{i}";
        }

        return name;
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }
}
