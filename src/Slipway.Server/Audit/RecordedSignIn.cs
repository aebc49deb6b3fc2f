using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Server.Audit;

/// <summary>Records every session that begins and ends at the console, however the person showed who they are.</summary>
internal sealed class RecordedSignIn(
    UserManager<IdentityUser> users,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<IdentityUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<IdentityUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<IdentityUser> confirmation,
    SignIns signIns)
    : SignInManager<IdentityUser>(users, contexts, claims, options, logger, schemes, confirmation)
{
    private bool isRefreshing;

    public override async Task SignInWithClaimsAsync(IdentityUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var added = additionalClaims.ToList();
        await base.SignInWithClaimsAsync(user, authenticationProperties, added);
        if (!isRefreshing)
        {
            var through = added.Find(claim => claim.Type == ClaimTypes.AuthenticationMethod)?.Value;
            await signIns.SucceededAsync(user, through is null ? "At the console." : $"At the console, through {through}.", Context.RequestAborted);
        }
    }

    public override async Task RefreshSignInAsync(IdentityUser user)
    {
        isRefreshing = true;
        try
        {
            await base.RefreshSignInAsync(user);
        }
        finally
        {
            isRefreshing = false;
        }
    }

    public override async Task SignOutAsync()
    {
        await base.SignOutAsync();
        if (Context.User.Identity is { IsAuthenticated: true, Name: { } name })
        {
            await signIns.EndedAsync(name, Context.RequestAborted);
        }
    }
}
