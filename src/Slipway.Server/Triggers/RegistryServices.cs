using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution.Notifications;
using Slipway.Registries.Dialects;
using Slipway.Registries.Hooks;
using Slipway.Registries.Inspection;
using Slipway.Server.Triggers.Pages;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Triggers;

/// <summary>The registries that webhooks can be made at and deliveries come from.</summary>
internal static class RegistryServices
{
    /// <param name="services">The server's.</param>
    /// <param name="publicUrl">Where others reach the server; null when that is where it listens.</param>
    /// <param name="url">Where it is to listen.</param>
    public static void AddRegistries(this IServiceCollection services, Uri? publicUrl, string url)
    {
        services.AddRegistryDialects();
        services.AddSingleton<Replays>();
        services.AddScoped<WebhookSteering>();
        services.AddScoped<WebhookSaving>();
        services.AddScoped<ChoiceReader>();
        services.AddDockerHubHooks();
        services.AddRegistryHooks();
        services.AddRegistryInspection();

        // Another node may ask this one to do something before it listens; where it will is known but for a port that the system chooses.
        services.AddSingleton(provider => new PublicAddress(() => publicUrl ?? ListeningAddress(provider) ?? AddressToBe(url)));
        services.AddSingleton(provider => new ExecutionAddress(provider.GetRequiredService<PublicAddress>().Get));
    }

    private static Uri? ListeningAddress(IServiceProvider provider) =>
        provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address ? new Uri(address) : null;

    private static Uri AddressToBe(string url)
    {
        var binding = BindingAddress.Parse(url);
        return new UriBuilder(binding.Scheme, Uri.CheckHostName(binding.Host) is UriHostNameType.Unknown ? "localhost" : binding.Host, binding.Port).Uri;
    }
}
