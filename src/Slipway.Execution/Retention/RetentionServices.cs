using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Execution.Retention;

/// <summary>Puts retention into a host.</summary>
public static class RetentionServices
{
    /// <summary>Adds it for executions. The host brings an <see cref="IEndedExecutions"/>, the audit, meters, and what else it keeps for a time as <see cref="IRetention"/>.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, RetentionOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<RetentionMeter>();
        services.AddSingleton<IRetention, ExecutionRetention>();
        services.AddHostedService<RetentionSweep>();
        return services;
    }
}
