using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Slipway.Server.Hosting;

/// <summary>The Orleans silo inside the process: one node, reachable by nobody else.</summary>
internal static class Silo
{
    private const string Cluster = "slipway";

    // How many grains' places are remembered beside the directory, which is in this very process. Orleans makes room for a million when it starts.
    private const int RememberedGrains = 20_000;

    public static void AddSilo(this WebApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0, serviceId: Cluster, clusterId: Cluster);
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = RememberedGrains);
    });

    // Orleans wants to know its port before it listens; several servers may run on one machine.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
