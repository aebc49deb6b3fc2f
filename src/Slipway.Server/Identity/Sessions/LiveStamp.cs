using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Server.Identity.Sessions;

/// <summary>Says whether a session still stands: the person is there, is not locked, and has not changed their password since.</summary>
internal sealed class LiveStamp(IOptions<SecurityStampValidatorOptions> options, SignInManager<IdentityUser> signIn, ILoggerFactory loggers)
    : SecurityStampValidator<IdentityUser>(options, signIn, loggers)
{
    /// <summary>The person; null when the session stands no longer.</summary>
    public Task<IdentityUser?> FindAsync(ClaimsPrincipal? principal) => VerifySecurityStamp(principal);

    protected override async Task<IdentityUser?> VerifySecurityStamp(ClaimsPrincipal? principal) =>
        await base.VerifySecurityStamp(principal) is { } user && !await SignInManager.UserManager.IsLockedOutAsync(user) ? user : null;
}
