using Microsoft.Extensions.DependencyInjection;

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
}
