using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Slipway.Execution.Nodes;
using Slipway.Storage;
using Slipway.Storage.Cluster;

namespace Slipway.Server.Hosting.Nodes;

/// <summary>The Orleans silo inside the process: the only one on SQLite, one of many on PostgreSQL.</summary>
internal static class Silo
{
    private const string Cluster = "slipway";

    // How many grains' places are remembered beside the directory. Orleans makes room for a million when it starts.
    private const int RememberedGrains = 20_000;

    public static void AddSilo(this WebApplicationBuilder builder, DatabaseChoice database, NodeEndpoint node, NodeHandshake handshake) => builder.UseOrleans(silo =>
    {
        if (database.TakesManyNodes())
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Cluster, Cluster));
            silo.Configure<EndpointOptions>(endpoints =>
            {
                (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) = (node.Address, node.Port, 0);
                endpoints.SiloListeningEndpoint = new IPEndPoint(node.Address, node.Port);
            });
            silo.Configure<ClusterMembershipOptions>(Watch);
        }
        else
        {
            silo.UseLocalhostClustering(siloPort: node.Port, gatewayPort: 0, serviceId: Cluster, clusterId: Cluster);
            silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = node.Address);
        }

        silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(connection => connection.Use(handshake.Inbound));
            connections.ConfigureSiloOutboundConnection(connection => connection.Use(handshake.Outbound));
        });
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = RememberedGrains);

        // What the database has to say is understood on every node: else a push that is to be sent again would look like a defect.
        silo.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.UnionWith([nameof(Slipway), "Npgsql"]));
        silo.Services.AddSingleton<NodeEnd>();
        silo.Services.AddSingleton<INodeEnd>(services => services.GetRequiredService<NodeEnd>());
        silo.Services.AddSingleton<IFatalErrorHandler>(services => services.GetRequiredService<NodeEnd>());
    });

    /// <summary>Has the nodes watch over each other so that one that is killed or stopped is missed within about 15 seconds, and one that is merely busy is not.</summary>
    private static void Watch(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(3);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(2);

        // Three times this, a connection on which something has come counts as a sign of life.
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(4);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = NodeStanding.Period;
        membership.NumMissedTableIAmAliveLimit = 5;
    }
}
