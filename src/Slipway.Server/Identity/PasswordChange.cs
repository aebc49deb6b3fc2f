using Microsoft.AspNetCore.Identity;

namespace Slipway.Server.Identity;

/// <summary>
/// Gives people a new password, and ends every session that the old one began: cookies, open pages, bearer tokens and what clients got for it.
/// API tokens that the person made stay, as they do with GitHub and GitLab; whoever fears for them revokes them.
/// </summary>
internal sealed class PasswordChange(UserManager<IdentityUser> users, PasswordCheck check, RefreshTokens tokens)
{
    /// <summary>A person changes their own. Null when it is done; otherwise why not.</summary>
    public async Task<string?> ChangeAsync(IdentityUser person, string? current, string? next, CancellationToken cancellationToken)
    {
        if (await check.FindAsync(person.UserName, current) is null)
        {
            return $"currentPassword: {PasswordCheck.Refusal}";
        }

        return await EndedAsync(person, await users.ChangePasswordAsync(person, current!, next ?? ""), cancellationToken);
    }

    /// <summary>An administrator gives somebody another. Null when it is done; otherwise why not.</summary>
    public async Task<string?> ResetAsync(IdentityUser person, string next, CancellationToken cancellationToken) =>
        await EndedAsync(person, await users.ResetPasswordAsync(person, await users.GeneratePasswordResetTokenAsync(person), next), cancellationToken);

    private async Task<string?> EndedAsync(IdentityUser person, IdentityResult result, CancellationToken cancellationToken)
    {
        if (!result.Succeeded)
        {
            return $"password: {string.Join(' ', result.Errors.Select(error => error.Description))}";
        }

        await tokens.RevokeSignInsAsync(person.Id, cancellationToken);
        return null;
    }
}
