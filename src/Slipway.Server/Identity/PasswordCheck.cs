using Microsoft.AspNetCore.Identity;
using Slipway.Server.Audit;
using Slipway.Server.Identity.Provided;

namespace Slipway.Server.Identity;

/// <summary>Checks names and passwords, counts failures, and locks out who guesses.</summary>
internal sealed class PasswordCheck(UserManager<IdentityUser> users, SignInManager<IdentityUser> signIn, SignIns signIns, ProvidedRoles provided)
{
    /// <summary>What a wrong name, a wrong password and a locked account all say: nothing tells them apart.</summary>
    public const string Refusal = "The user name or the password is wrong, or the account is locked for a few minutes.";

    /// <summary>The user, or null. The name may be an e-mail address.</summary>
    public async Task<IdentityUser?> FindAsync(string? name, string? password)
    {
        var user = await users.FindByNameAsync(name ?? "") ?? await users.FindByEmailAsync(name ?? "");
        if (user?.PasswordHash is null)
        {
            // The same work as for a known name, so that the time tells nothing. Who has no password is not locked out by others' guesses either.
            users.PasswordHasher.HashPassword(new IdentityUser(), password ?? "");
            await signIns.FailedAsync(name ?? "", null, "There is nobody of that name.");
            return null;
        }

        var checkedNow = await signIn.CheckPasswordSignInAsync(user, password ?? "", lockoutOnFailure: true);
        if (checkedNow.Succeeded && await MayAsync(user))
        {
            return user;
        }

        await signIns.FailedAsync(name ?? "", user, checkedNow.IsLockedOut ? "The account is locked." : checkedNow.Succeeded ? "Passwords are for administrators only." : "The password is wrong.");
        return null;
    }

    // There must be a way in for an administrator when the provider is away; one whom only the provider made administrator has no use for it.
    private async Task<bool> MayAsync(IdentityUser user) =>
        provided.Provider is not { PasswordsForAdministratorsOnly: true } || await users.IsInRoleAsync(user, Administrator.Role);
}
