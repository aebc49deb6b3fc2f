using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Registries.Dialects;
using Slipway.Registries.Hooks;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary>The registries that webhooks can be made at and deliveries come from.</summary>
internal static class RegistryServices
{
    public static void AddRegistries(this IServiceCollection services, Uri? publicUrl)
    {
        services.AddRegistryDialects();
        services.AddSingleton<Replays>();
        services.AddScoped<WebhookSteering>();
        services.AddDockerHubHooks();
        services.AddRegistryHooks();
        services.AddRegistryInspection();
        services.AddSingleton(provider => new PublicAddress(() => publicUrl ?? ListeningAddress(provider)));
    }

    private static Uri ListeningAddress(IServiceProvider provider) =>
        new(provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
