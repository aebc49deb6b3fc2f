using System.Net.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Slipway.Registries.Hooks;

/// <summary>Registers the keeper of hooks at Docker Hub.</summary>
public static class DockerHubHookServices
{
    internal const string HttpClientName = "Slipway.DockerHub";

    /// <summary>Adds <see cref="DockerHubHookRegistrar"/>, also as an <see cref="IHookRegistrar"/>. Redirects are not followed: they could carry the password elsewhere.</summary>
    public static IServiceCollection AddDockerHubHooks(this IServiceCollection services, Action<DockerHubHookOptions>? configure = null)
    {
        services.AddOptions<DockerHubHookOptions>().Configure(o => configure?.Invoke(o)).Validate(o => o.RequestTimeout > TimeSpan.Zero);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(HttpClientName)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Handler(null))
            .RemoveAllLoggers();
        services.TryAddSingleton<DockerHubHookRegistrar>();
        services.AddSingleton<IHookRegistrar>(s => s.GetRequiredService<DockerHubHookRegistrar>());
        return services;
    }

    /// <summary>A client for one account. Connections that were made under one account's trust are not for others.</summary>
    internal static HttpClient ClientFor(this IHttpClientFactory clients, RegistryAccount account, string name = HttpClientName) => account.Trust is { } trust
        ? new HttpClient(Handler(trust)) { Timeout = Timeout.InfiniteTimeSpan }
        : clients.CreateClient(name);

    /// <summary>How to speak with a registry whose certificate is trusted by that; null for what the system trusts.</summary>
    internal static SocketsHttpHandler Handler(RemoteCertificateValidationCallback? trust) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = { RemoteCertificateValidationCallback = trust },
    };
}
