using Microsoft.Extensions.DependencyInjection;
using Slipway.Server.CustomIntegrations;
using Slipway.Server.Endpoints;
using Slipway.Server.Executions;
using Slipway.Server.Executions.Pages;
using Slipway.Server.Import;
using Slipway.Server.Pipelines;
using Slipway.Server.Pipelines.Editor;
using Slipway.Server.Pipelines.Editor.Model;
using Slipway.Server.Pipelines.Pages;
using Slipway.Server.Triggers;
using Slipway.Server.Variables;

namespace Slipway.Server.Resources;

/// <summary>The kinds of resources there are.</summary>
internal static class ResourceServices
{
    public static void AddResources(this IServiceCollection services)
    {
        services.AddScoped<ResourceSurroundings>();
        services.AddScoped<ResourceUses>();
        services.AddScoped(typeof(ResourceDesk<,>));
        services.AddScoped<ExecutionSteering>();
        services.AddScoped<PipelineDesk>();
        services.AddScoped<ExecutionActing>();
        services.AddScoped<PipelineStarter>();
        services.AddScoped<ModelChoicesReader>();
        services.AddScoped<TaskValidation>();
        services.AddScoped<PipelineList>();
        services.AddScoped<ProjectVariables>();
        services.AddScoped<DocumentImport>();
        services.AddScoped<IntegrationVersions>();
        services.AddScoped<IntegrationUses>();
        services.AddScoped<VersionDesk>();
        services.AddSingleton<ExecutionDocuments>();
        services.AddKind<VariableKind>();
        services.AddKind<EndpointKind>();
        services.AddKind<CustomIntegrationKind>();
        services.AddKind<PipelineKind>();
        services.AddKind<WebhookKind>();
    }

    private static void AddKind<TKind>(this IServiceCollection services)
        where TKind : class, IDocumentKind
    {
        services.AddScoped<TKind>();
        services.AddScoped<IDocumentKind>(provider => provider.GetRequiredService<TKind>());
    }
}
