using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.Shell;

/// <summary>The web console's frame: the pages of each concept stand in that concept's folder.</summary>
internal static class ShellServices
{
    public static void AddShell(this IServiceCollection services)
    {
        services.AddAntiforgery();
    }

    public static void MapShell(this WebApplication server)
    {
    }
}
