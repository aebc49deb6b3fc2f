using System.Net.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Slipway.Registries.Inspection;

/// <summary>Registers what reads from registries.</summary>
public static class InspectionServices
{
    /// <summary>Adds an <see cref="IRegistryInspector"/> for every server type. The host adds the hooks of Docker Hub, whose connections are shared.</summary>
    public static IServiceCollection AddRegistryInspection(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(DistributionInspector.HttpClientName)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Handler(null))
            .RemoveAllLoggers();
        services.AddSingleton<IRegistryInspector, DockerHubInspector>();
        services.AddSingleton<IRegistryInspector, DistributionInspector>();
        return services;
    }

    /// <summary>Redirects are not followed: they could carry the password elsewhere.</summary>
    internal static SocketsHttpHandler Handler(RemoteCertificateValidationCallback? trust) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = { RemoteCertificateValidationCallback = trust },
    };
}
