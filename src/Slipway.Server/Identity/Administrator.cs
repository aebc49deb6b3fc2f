using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Storage;

namespace Slipway.Server.Identity;

/// <summary>The first user. Without one nobody could come in to make others.</summary>
internal static class Administrator
{
    public const string Name = "admin";
    public const string Role = "Administrator";

    /// <summary>Makes the administrator when there is no user yet. A random password is printed once and kept nowhere.</summary>
    public static async Task EnsureAdministratorAsync(this IServiceProvider services, string? password)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        if (await users.Users.AnyAsync())
        {
            return;
        }

        var chosen = password ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15));
        var administrator = new IdentityUser(Name);
        Demand(await scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>().CreateAsync(new IdentityRole(Role)));
        Demand(await users.CreateAsync(administrator, chosen));
        Demand(await users.AddToRoleAsync(administrator, Role));

        if (password is null)
        {
            Console.WriteLine($"The administrator is '{Name}', password: {chosen}");
            Console.WriteLine("This is the only time that the password is shown.");
        }
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The administrator could not be made: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }
}
