using Microsoft.AspNetCore.Identity;

namespace Slipway.Server.Identity;

/// <summary>
/// Gives people a new password, and ends every session that the old one began: cookies, open pages, bearer tokens and what clients got for it.
/// API tokens that the person made stay, as they do with GitHub and GitLab; whoever fears for them revokes them.
/// </summary>
internal sealed class PasswordChange(UserManager<IdentityUser> users, PasswordCheck check, RefreshTokens tokens)
{
    /// <summary>A person changes their own. Null when it is done.</summary>
    public async Task<WrongPassword?> ChangeAsync(IdentityUser person, string? current, string? next, CancellationToken cancellationToken) =>
        await check.FindAsync(person.UserName, current) is null
            ? new("currentPassword", PasswordCheck.Refusal)
            : await EndedAsync(person, "newPassword", await users.ChangePasswordAsync(person, current!, next ?? ""), cancellationToken);

    /// <summary>An administrator gives somebody another. Null when it is done.</summary>
    public async Task<WrongPassword?> ResetAsync(IdentityUser person, string next, CancellationToken cancellationToken) =>
        await EndedAsync(person, "password", await users.ResetPasswordAsync(person, await users.GeneratePasswordResetTokenAsync(person), next), cancellationToken);

    private async Task<WrongPassword?> EndedAsync(IdentityUser person, string field, IdentityResult result, CancellationToken cancellationToken)
    {
        if (!result.Succeeded)
        {
            return new(field, string.Join(' ', result.Errors.Select(error => error.Description)));
        }

        await tokens.RevokeSignInsAsync(person.Id, cancellationToken);
        return null;
    }
}

/// <summary>Why a password was not changed.</summary>
/// <param name="Field">What was wrong, as the API calls it.</param>
/// <param name="Message">A sentence; never a password.</param>
internal sealed record WrongPassword(string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
