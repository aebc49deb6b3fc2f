using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Slipway.Storage.Postgres;

namespace Slipway.Storage.Cluster;

/// <summary>Puts what many nodes on one database need into a host.</summary>
public static class ClusterServices
{
    /// <summary>Whether many nodes may work on this database.</summary>
    public static bool TakesManyNodes(this DatabaseChoice database) => database is DatabaseChoice.PostgresServer;

    /// <summary>Adds who is a node, and what they tell each other. The host brings the silo and <c>INodeEnd</c>; add it after the triggers.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services, DatabaseChoice database)
    {
        if (database is DatabaseChoice.PostgresServer { Address: var address })
        {
            services.AddSingleton(new ClusterDatabase(address));
            services.AddSingleton<Heartbeat>();
            services.AddSingleton<IMembershipTable, PostgresMembership>();
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<LiveRelay>(provider, address));
        }

        return services;
    }
}
