using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Slipway.Registries.Hooks.Apis;

namespace Slipway.Registries.Hooks;

/// <summary>Registers the keepers of hooks at registries other than Docker Hub.</summary>
public static class RegistryHookServices
{
    internal const string HttpClientName = "Slipway.RegistryHooks";

    /// <summary>Adds an <see cref="IHookRegistrar"/> for each of Harbor, Quay and Artifactory. Redirects are not followed: they could carry the password elsewhere.</summary>
    public static IServiceCollection AddRegistryHooks(this IServiceCollection services, Action<RegistryHookOptions>? configure = null)
    {
        services.AddOptions<RegistryHookOptions>().Configure(o => configure?.Invoke(o)).Validate(o => o.RequestTimeout > TimeSpan.Zero);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(HttpClientName)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => DockerHubHookServices.Handler(null))
            .RemoveAllLoggers();
        return services.Add(new HarborHookApi()).Add(new QuayHookApi()).Add(new ArtifactoryHookApi());
    }

    private static IServiceCollection Add(this IServiceCollection services, HookApi api) => services.AddSingleton<IHookRegistrar>(s => new ApiHookRegistrar(
        api,
        s.GetRequiredService<IHttpClientFactory>(),
        s.GetRequiredService<TimeProvider>(),
        s.GetRequiredService<IOptions<RegistryHookOptions>>()));
}
