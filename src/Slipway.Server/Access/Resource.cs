using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution;
using Slipway.Execution.Catalog;
using Slipway.Execution.Store;
using Slipway.Execution.UserOperations;
using Slipway.Projects;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;

namespace Slipway.Server.Access;

/// <summary>A kind of thing that a route names, and how to find the project that owns it.</summary>
/// <param name="Noun">As a sentence says it.</param>
/// <param name="ProjectOfId">The owning project's name by the thing's id; null when there is none.</param>
internal sealed record Resource(string Noun, Func<IServiceProvider, Guid, CancellationToken, Task<string?>> ProjectOfId)
{
    public static readonly Resource Pipeline = new("pipeline", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IPipelineCatalog>().FindAsync(id, cancellationToken))?.Definition.Project);

    public static readonly Resource Endpoint = new("endpoint", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IEndpointStore>().FindAsync(id, cancellationToken))?.Project);

    public static readonly Resource Variable = new("variable", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IVariableStore>().FindAsync(id, cancellationToken))?.Project);

    public static readonly Resource Execution = new("execution", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IExecutionQueries>().FindAsync(new ExecutionId(id), cancellationToken))?.Project);

    public static readonly Resource UserOperation = new("user operation", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IUserOperationStore>().FindAsync(id, cancellationToken))?.Project);

    public static readonly Resource Webhook = new("webhook", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IWebhookStore>().FindAsync(id, cancellationToken))?.Project);

    public static readonly Resource Event = new("event", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IEventQueries>().FindAsync(id, cancellationToken))?.Project);

    public static readonly Resource Project = new("project", async (services, id, cancellationToken) =>
        (await services.GetRequiredService<IProjectStore>().ListAsync(cancellationToken)).FirstOrDefault(project => project.Id == id)?.Name);

    /// <summary>The project that owns what the route names: by its <c>{id}</c>, or plainly by <c>{project}</c>.</summary>
    public async Task<string?> ProjectOfAsync(HttpContext context) =>
        context.GetRouteValue("id") is string id ? await ProjectOfId(context.RequestServices, Guid.Parse(id), context.RequestAborted)
        : context.GetRouteValue("project") is string project ? (await context.RequestServices.GetRequiredService<IProjectStore>().FindAsync(project, context.RequestAborted))?.Name
        : null;
}
