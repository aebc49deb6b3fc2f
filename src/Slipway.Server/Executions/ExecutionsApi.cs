using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution;
using Slipway.Execution.Store;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary><c>/executions</c>: look at them. They are started through their pipeline.</summary>
internal static class ExecutionsApi
{
    public static void MapExecutions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/executions", List).Lists();
        api.MapGet("/executions/{id:guid}", Get).Needs(Permission.View, Resource.Execution);
    }

    private static async Task<IResult> List(HttpRequest request, IExecutionQueries executions, ApiAccess access, CancellationToken cancellationToken) =>
        Listing.Answer(await executions.ListAsync(Listing.Query(request, ExecutionFields.All), access.VisibleProjects, cancellationToken), ExecutionDocument.Of);

    private static async Task<IResult> Get(Guid id, HttpContext context, IExecutionQueries executions, CancellationToken cancellationToken) =>
        await executions.FindAsync(new ExecutionId(id), cancellationToken) is { } execution
            ? Results.Json(ExecutionDocument.Of(execution))
            : ApiError.NotFound(context, $"There is no execution {id}.");
}
