using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.Projects;

/// <summary>What pages and API share about projects.</summary>
internal static class ProjectServices
{
    public static void AddProjects(this IServiceCollection services)
    {
        services.AddScoped<ProjectNames>();
        services.AddScoped<ProjectChanges>();
        services.AddScoped<MemberChanges>();
        services.AddScoped<ProjectDesk>();
    }
}
