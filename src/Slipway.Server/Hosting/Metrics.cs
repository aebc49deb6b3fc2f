using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Slipway.Server.Hosting;

/// <summary>
/// <c>/metrics</c> for Prometheus, on an address of its own: scrapers have no session, and what they read names projects and webhooks. Who
/// can reach that address is for the network to say; nothing else is answered there.
/// </summary>
internal static class Metrics
{
    public static void AddMetrics(this IServiceCollection services, string? url)
    {
        services.AddMetrics();
        if (url is not null)
        {
            services.AddOpenTelemetry().WithMetrics(metrics => metrics
                .AddMeter("Slipway", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddPrometheusExporter());
        }
    }

    /// <summary>Answers at the metrics' own address with nothing but them. Before everything else: nobody signs in there.</summary>
    public static void UseMetrics(this WebApplication server, string? url)
    {
        if (url is not null)
        {
            var port = new Lazy<int>(() => new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()).Port);
            server.UseWhen(context => context.Connection.LocalPort == port.Value, own =>
            {
                own.UseOpenTelemetryPrometheusScrapingEndpoint();
                own.Run(context =>
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return context.Response.WriteAsync("Here is nothing but /metrics.", context.RequestAborted);
                });
            });
        }
    }
}
