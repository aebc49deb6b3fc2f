using Microsoft.Extensions.DependencyInjection;
using Slipway.Storage;
using Slipway.Storage.Cluster;

namespace Slipway.Server.Hosting.Nodes;

/// <summary>What a node needs to be one of many.</summary>
internal static class NodeServices
{
    public static void AddNodes(this IServiceCollection services, DatabaseChoice database, Uri? publicUrl)
    {
        services.AddCluster(database);
        if (database.TakesManyNodes())
        {
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<NodesWatch>(provider, new NodesWatchOptions(HasPublicUrl: publicUrl is not null)));
        }
    }
}
