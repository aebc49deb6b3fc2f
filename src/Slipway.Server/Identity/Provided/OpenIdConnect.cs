using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Slipway.Server.Identity.Sessions;
using Slipway.Server.Shell;

namespace Slipway.Server.Identity.Provided;

/// <summary>Signing in through a provider: authorization code with PKCE.</summary>
internal static partial class OpenIdConnect
{
    /// <summary>Where the way to the provider begins.</summary>
    public const string StartPath = "/sign-in/provider";

    private const string CallbackPath = "/sign-in/provider/callback";
    private const string Scheme = "provider";

    // A provider signs with a key of its own. HMAC would make the client's secret, which more than one machine may know, such a key.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddSignInProvider(this AuthenticationBuilder authentication, SignInProvider? provider)
    {
        authentication.Services.AddSingleton(new ProvidedRoles(provider));
        if (provider is null)
        {
            return;
        }

        if (SignInProvider.WrongWith(provider.Authority) is { } wrong)
        {
            throw new InvalidOperationException(wrong);
        }

        authentication.Services.AddScoped<ProvidedPeople>();
        authentication.AddOpenIdConnect(Scheme, provider.Name, connect =>
        {
            connect.Authority = provider.Authority.AbsoluteUri;
            connect.RequireHttpsMetadata = !provider.Authority.IsLoopback;
            connect.ClientId = provider.ClientId;
            connect.ClientSecret = provider.ClientSecret;
            connect.CallbackPath = CallbackPath;
            connect.ResponseType = OpenIdConnectResponseType.Code;
            connect.ResponseMode = OpenIdConnectResponseMode.Query;
            connect.UsePkce = true;
            connect.MapInboundClaims = false;
            connect.GetClaimsFromUserInfoEndpoint = true;
            connect.ClaimActions.MapJsonKey(provider.RoleClaim, provider.RoleClaim);
            connect.TokenValidationParameters.ValidAlgorithms = Algorithms;
            connect.BackchannelTimeout = TimeSpan.FromSeconds(20);
            connect.DisableTelemetry = true;
            connect.Scope.Add("email");
            foreach (var scope in provider.Scopes)
            {
                connect.Scope.Add(scope);
            }

            // The answer comes as a plain link, with which lax cookies travel; over HTTP on one's own machine, others would not be kept at all.
            foreach (var cookie in (CookieBuilder[])[connect.CorrelationCookie, connect.NonceCookie])
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            connect.Events.OnTokenValidated = DemandSignature;
            connect.Events.OnTicketReceived = WelcomeAsync;
            connect.Events.OnRemoteFailure = RefuseAsync;
        });
    }

    public static void MapSignInProvider(this IEndpointRouteBuilder routes, SignInProvider? provider)
    {
        if (provider is not null)
        {
            routes.MapGet(StartPath, (string? returnUrl, bool? again) => Results.Challenge(
                new OpenIdConnectChallengeProperties { RedirectUri = LocalAddress.Or(returnUrl, Navigation.Home), Prompt = again is true ? "login" : null },
                [Scheme])).AllowAnonymous();
        }
    }

    // The handler takes an unsigned token when it comes from the token endpoint itself, as the standard allows. A proxy in between should not be able to make one.
    private static Task DemandSignature(TokenValidatedContext context)
    {
        if (!Algorithms.Contains(context.SecurityToken.Header.Alg))
        {
            context.Fail("The ID token is not signed.");
        }

        return Task.CompletedTask;
    }

    private static async Task WelcomeAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        context.HandleResponse();
        if (await services.GetRequiredService<ProvidedPeople>().WelcomeAsync(context.Principal!) is not { } person)
        {
            context.Response.Redirect(Refusal.Locked.Address());
            return;
        }

        await services.GetRequiredService<SignInManager<IdentityUser>>().SignInWithClaimsAsync(person, isPersistent: false, [Session.Provided(services.GetRequiredService<TimeProvider>().GetUtcNow())]);

        // A strict cookie does not travel along a redirect that began at another site: the browser must be here first, and go on from here.
        var next = HtmlEncoder.Default.Encode(LocalAddress.Or(context.ReturnUri, Navigation.Home));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync($"""<!DOCTYPE html><html lang="en"><meta http-equiv="refresh" content="0; url={next}"><title>Slipway</title><a href="{next}">Go on</a></html>""", context.HttpContext.RequestAborted);
    }

    private static Task RefuseAsync(RemoteFailureContext context)
    {
        LogRefused(context.HttpContext.RequestServices.GetRequiredService<ILogger<SignInProvider>>(), context.Failure?.Message ?? "no reason was told");
        context.HandleResponse();
        context.Response.Redirect(Refusal.Failed.Address());
        return Task.CompletedTask;
    }

    [LoggerMessage(5020, LogLevel.Warning, "Somebody could not sign in through the provider: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
