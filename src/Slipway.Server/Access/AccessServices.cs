using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution.Secrets;
using Slipway.Server.Api;
using Slipway.Server.Audit;
using Slipway.Server.Identity;

namespace Slipway.Server.Access;

/// <summary>Who may do what, for all doors.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Callers>();
        services.AddSingleton<IRequesterRights>(provider => provider.GetRequiredService<Callers>());
        services.AddScoped<ApiAccess>();
        services.AddScoped<PageAccess>();
        services.AddScoped<PageActs>();
    }

    /// <summary>A group of API routes: bearer tokens only, and each route says what it needs.</summary>
    public static RouteGroupBuilder MapApiGroup(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).RequireAuthorization(IdentityServices.ApiPolicy).DisableAntiforgery().RefusesOtherTypesItself()
            .AddEndpointFilter<RouteGroupBuilder, RefusedRequests>()
            .AddEndpointFilter<RouteGroupBuilder, AccessFilter>();
}
