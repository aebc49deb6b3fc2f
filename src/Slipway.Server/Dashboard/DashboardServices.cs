using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.Dashboard;

/// <summary>What the dashboard asks.</summary>
internal static class DashboardServices
{
    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<DashboardReader>();
        services.AddSingleton<FirstHourReader>();
    }
}
