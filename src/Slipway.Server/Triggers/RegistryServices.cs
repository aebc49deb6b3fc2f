using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution.Notifications;
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
        services.AddSingleton(provider => new PublicAddress(() => publicUrl ?? ListeningAddress(provider)!));

        // What was left lying by a crash is told of, perhaps, before the server listens.
        services.AddSingleton(provider => new ExecutionAddress(() => publicUrl ?? ListeningAddress(provider)));
    }

    private static Uri? ListeningAddress(IServiceProvider provider) =>
        provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address ? new Uri(address) : null;
}
