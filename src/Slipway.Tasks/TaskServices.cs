using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slipway.Execution.Tasks;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Tasks.Kubernetes;
using Slipway.Tasks.Kubernetes.Cluster;

namespace Slipway.Tasks;

/// <summary>Puts the task types into the house.</summary>
public static class TaskServices
{
    /// <summary>
    /// Adds every <see cref="ITaskRunner"/> and the <see cref="EndpointType"/>s they talk to.
    /// Needs an <see cref="IEndpointDirectory"/> and logging from elsewhere.
    /// </summary>
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton(KubernetesEndpoint.Type);
        services.AddSingleton<IEndpointProbe, KubernetesProbe>();
        services.TryAddSingleton<ClusterConnections>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskRunner, KubernetesTask>());
        return services;
    }
}
