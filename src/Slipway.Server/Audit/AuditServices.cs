using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Resources;

namespace Slipway.Server.Audit;

/// <summary>Who is at work, and what of it is recorded besides the changes, which record themselves.</summary>
internal static class AuditServices
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<Ration>();
        services.AddSingleton<SignIns>();
        services.AddScoped<CircuitHandler, CircuitActor>();
    }

    /// <summary>From here on it is known where each request comes from, and who makes it if they came by cookie. The API finds out itself.</summary>
    public static void UseActor(this IApplicationBuilder server) => server.Use(async (context, next) =>
    {
        using (Actor.Begin(new Actor(context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : Actor.Server.Name, context.RemoteAddress())))
        {
            await next(context);
        }
    });
}
