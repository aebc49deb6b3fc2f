using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Slipway.Server.Identity.Sessions;

/// <summary>What is known of a session besides the person: claims of the cookie, in seconds since 1970.</summary>
internal static class Session
{
    /// <summary>How long a cookie is good for. Each request starts that time anew.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>How old a look at whether the person was locked or signed out everywhere may be when a cookie comes in.</summary>
    public static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);

    private const string ProvidedClaim = "slipway:provided";
    private const string ExpiresClaim = "slipway:expires";

    /// <summary>What to add to a person for whom the sign-in provider has just vouched.</summary>
    public static Claim Provided(DateTimeOffset now) => ToClaim(ProvidedClaim, now);

    /// <summary>When the sign-in provider vouched for the person; null when they came by password.</summary>
    public static DateTimeOffset? ProvidedAt(ClaimsPrincipal person) => Read(person, ProvidedClaim);

    /// <summary>When the cookie expires that the person came with; null when that is not known. A page that stays open sends no cookie, so this is all that it knows.</summary>
    public static DateTimeOffset? ExpiresAt(ClaimsPrincipal person) => Read(person, ExpiresClaim);

    /// <summary>Checks a cookie that came in, and writes into the person when it expires.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal?.Identity is ClaimsIdentity identity)
        {
            foreach (var old in identity.FindAll(ExpiresClaim).ToList())
            {
                identity.RemoveClaim(old);
            }

            var clock = context.Options.TimeProvider ?? TimeProvider.System;
            identity.AddClaim(ToClaim(ExpiresClaim, context is { ShouldRenew: false, Properties.ExpiresUtc: { } expires } ? expires : clock.GetUtcNow() + Lifetime));
        }
    }

    /// <summary>Keeps what is known of the session when the person's own claims are read anew.</summary>
    public static Task KeepAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(ProvidedClaim) is { } provided && context.NewPrincipal?.Identity is ClaimsIdentity identity)
        {
            identity.AddClaim(provided.Clone(identity));
        }

        return Task.CompletedTask;
    }

    private static Claim ToClaim(string type, DateTimeOffset moment) => new(type, moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);

    private static DateTimeOffset? Read(ClaimsPrincipal person, string type) =>
        long.TryParse(person.FindFirstValue(type), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
