using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Server.Audit;
using Slipway.Server.Identity.Provided;
using Slipway.Server.Identity.Sessions;
using Slipway.Storage;
using Slipway.Triggers.Tokens;

namespace Slipway.Server.Identity;

/// <summary>Who may come in: people by cookie, programs by bearer token.</summary>
internal static class IdentityServices
{
    /// <summary>The policy of the API: bearer tokens only, so that no foreign page can make a browser call it.</summary>
    public const string ApiPolicy = "api";

    public static void AddIdentity(this IServiceCollection services, SignInProvider? provider)
    {
        services.AddPeople()
            .AddDefaultTokenProviders()
            .AddSignInManager<RecordedSignIn>();

        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                cookie.Cookie.Name = "slipway";
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.LoginPath = "/sign-in";
                cookie.ExpireTimeSpan = Session.Lifetime;
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = Session.ValidateAsync;
            })
            .AddJwtBearer();
        authentication.AddSignInProvider(provider);
        services.Configure<SecurityStampValidatorOptions>(stamps =>
        {
            stamps.ValidationInterval = Session.Recheck;
            stamps.OnRefreshingPrincipal = Session.KeepAsync;
        });
        services.AddScoped<LiveStamp>();
        services.AddScoped<ISecurityStampValidator>(provider => provider.GetRequiredService<LiveStamp>());
        services.AddScoped<AuthenticationStateProvider, LiveSession>();
        services.AddSingleton<AccessTokens>();
        services.ConfigureOptions<AccessTokens.Validation>();
        services.AddScoped<RefreshTokens>();
        services.AddSingleton<IApiTokens, TriggerTokens>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<OwnTokens>();
        services.AddScoped<PeopleChanges>();
        services.AddScoped<PeopleDesk>();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddAuthorizationBuilder()
            .AddPolicy(ApiPolicy, policy => policy.AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>The people themselves, as far as they can be had without a server.</summary>
    public static IdentityBuilder AddPeople(this IServiceCollection services) =>
        services.AddIdentityCore<IdentityUser>(identity =>
            {
                identity.Password.RequiredLength = 8;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 10;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<SlipwayDb>();
}
