using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Server.Identity.Keys;
using Slipway.Storage;

namespace Slipway.Server.Identity;

/// <summary>The way back for an administrator who has lost their password: whoever may write the database may let themselves in. Works whether or not a server runs.</summary>
public static class PasswordReset
{
    /// <summary>Gives somebody a new password, unlocks them, and ends every session that the old one began.</summary>
    /// <param name="options">Where everything is.</param>
    /// <param name="userName">Whose.</param>
    /// <param name="password">The new one; null for a random one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The new password.</returns>
    /// <exception cref="IOException">There is no database, or it cannot be written.</exception>
    /// <exception cref="InvalidOperationException">There is no such person, or the password is too weak. Nothing has changed.</exception>
    public static async Task<string> ResetAsync(ServerOptions options, string userName, string? password, CancellationToken cancellationToken)
    {
        var chosen = password ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15));
        await using var services = await KeptDatabase.OpenAsync(KeptDatabase.Find(options), masterKey: null, cancellationToken, add => add.AddPeople());
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        if (await users.FindByNameAsync(userName) is not { } person)
        {
            throw new InvalidOperationException($"There is nobody called '{userName}'. There are: {string.Join(", ", await users.Users.OrderBy(user => user.UserName).Select(user => user.UserName).Take(20).ToListAsync(cancellationToken))}.");
        }

        await using var transaction = await scope.ServiceProvider.GetRequiredService<SlipwayDb>().Database.BeginTransactionAsync(cancellationToken);
        Demand(await users.RemovePasswordAsync(person));
        Demand(await users.AddPasswordAsync(person, chosen));
        Demand(await users.SetLockoutEndDateAsync(person, null));
        Demand(await users.ResetAccessFailedCountAsync(person));
        await new RefreshTokens(scope.ServiceProvider.GetRequiredService<SlipwayDb>(), TimeProvider.System).RevokeSignInsAsync(person.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return chosen;
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }
    }
}
