using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Slipway.Registries.Dialects;

/// <summary>Registers the dialects of all registries that pushes can come from.</summary>
public static class DialectServices
{
    private const string HttpClientName = "Slipway.GoogleKeys";

    private static readonly Uri Certificates = new("https://www.googleapis.com/oauth2/v3/certs");

    /// <summary>Adds every <see cref="IRegistryDialect"/>. Google's keys are fetched within 10 seconds and 256 KiB, when the first token needs them.</summary>
    public static IServiceCollection AddRegistryDialects(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(HttpClientName)
            .ConfigureHttpClient(http =>
            {
                http.Timeout = TimeSpan.FromSeconds(10);
                http.MaxResponseContentBufferSize = 256 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();

        services.AddSingleton<IRegistryDialect, DockerHubDialect>();
        services.AddSingleton<IRegistryDialect, DockerTrustedRegistryDialect>();
        services.AddSingleton<IRegistryDialect, DistributionDialect>();
        services.AddSingleton<IRegistryDialect, HarborDialect>();
        services.AddSingleton<IRegistryDialect, QuayDialect>();
        services.AddSingleton<IRegistryDialect, GhcrDialect>();
        services.AddSingleton<IRegistryDialect, AcrDialect>();
        services.AddSingleton<IRegistryDialect, EcrDialect>();
        services.AddSingleton<IRegistryDialect>(provider => new ArtifactRegistryDialect(FetchWith(provider.GetRequiredService<IHttpClientFactory>()), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRegistryDialect, ArtifactoryDialect>();
        services.AddSingleton<IRegistryDialect, NexusDialect>();
        services.AddSingleton<IRegistryDialect, GitLabDialect>();
        return services;
    }

    private static Func<CancellationToken, Task<string>> FetchWith(IHttpClientFactory clients) => async cancellationToken =>
    {
        using var http = clients.CreateClient(HttpClientName);
        return await http.GetStringAsync(Certificates, cancellationToken);
    };
}
