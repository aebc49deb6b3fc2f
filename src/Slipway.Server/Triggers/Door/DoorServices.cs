using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Server.Audit;

namespace Slipway.Server.Triggers.Door;

/// <summary>What stands before the inbound routes.</summary>
internal static class DoorServices
{
    /// <param name="services">The server's.</param>
    /// <param name="deliveryRate">How many deliveries a second one sender may bring.</param>
    public static void AddDoor(this IServiceCollection services, int deliveryRate)
    {
        services.AddSingleton(provider => new SourceRates(deliveryRate, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Lobby>();
        services.AddSingleton<Turnstile>();
    }

    /// <summary>Turns away, on the inbound routes only, who calls too often, before anything is looked up.</summary>
    public static void UseDoor(this WebApplication server)
    {
        var turnstile = server.Services.GetRequiredService<Turnstile>();
        server.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<InboundRoute>() is null ? next(context) : turnstile.PassAsync(context, next));
    }
}

/// <summary>Marks the routes that registries call.</summary>
internal sealed record InboundRoute;
