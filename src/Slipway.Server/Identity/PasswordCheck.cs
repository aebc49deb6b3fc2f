using Microsoft.AspNetCore.Identity;
using Slipway.Server.Audit;

namespace Slipway.Server.Identity;

/// <summary>Checks names and passwords, counts failures, and locks out who guesses.</summary>
internal sealed class PasswordCheck(UserManager<IdentityUser> users, SignInManager<IdentityUser> signIn, SignIns signIns)
{
    /// <summary>What a wrong name, a wrong password and a locked account all say: nothing tells them apart.</summary>
    public const string Refusal = "The user name or the password is wrong, or the account is locked for a few minutes.";

    /// <summary>The user, or null. The name may be an e-mail address.</summary>
    public async Task<IdentityUser?> FindAsync(string? name, string? password)
    {
        var user = await users.FindByNameAsync(name ?? "") ?? await users.FindByEmailAsync(name ?? "");
        if (user is null)
        {
            // The same work as for a known name, so that the time tells nothing.
            users.PasswordHasher.HashPassword(new IdentityUser(), password ?? "");
            await signIns.FailedAsync(name ?? "", null, "There is nobody of that name.");
            return null;
        }

        var checkedNow = await signIn.CheckPasswordSignInAsync(user, password ?? "", lockoutOnFailure: true);
        if (checkedNow.Succeeded)
        {
            return user;
        }

        await signIns.FailedAsync(name ?? "", user, checkedNow.IsLockedOut ? "The account is locked." : "The password is wrong.");
        return null;
    }
}
