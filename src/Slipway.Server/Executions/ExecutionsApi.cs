using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Executions;

/// <summary><c>/executions</c>: look at them, let those go on that wait, and delete those that have ended. They are started through their pipeline.</summary>
internal static class ExecutionsApi
{
    public static void MapExecutions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/executions", List).Lists();
        api.MapGet("/executions/{id:guid}", Get).Needs(Permission.View, Resource.Execution);
        api.MapPost("/executions/{id:guid}", Act).Needs(Permission.Run, Resource.Execution);
        api.MapDelete("/executions/{id:guid}", Delete).Needs(Permission.DeleteExecutions, Resource.Execution);
    }

    private static async Task<IResult> List(HttpRequest request, IExecutionQueries executions, ApiAccess access, CancellationToken cancellationToken) =>
        Listing.Answer(await executions.ListAsync(Listing.Query(request, ExecutionFields.All), access.VisibleProjects, cancellationToken), ExecutionDocument.Of);

    private static async Task<IResult> Get(Guid id, HttpContext context, IExecutionQueries executions, CancellationToken cancellationToken) =>
        await executions.FindAsync(new ExecutionId(id), cancellationToken) is { } execution
            ? Results.Json(ExecutionDocument.Of(execution))
            : ApiError.NotFound(context, $"There is no execution {id}.");

    /// <summary>Code Stream's <c>?action=</c>. What a run waits for is an administrator's leave, so that is who may resume it.</summary>
    private static async Task<IResult> Act(Guid id, HttpContext context, IExecutionQueries executions, ApiAccess access, ExecutionSteering steering, string? action, CancellationToken cancellationToken)
    {
        if (!string.Equals(action, "resume", StringComparison.OrdinalIgnoreCase))
        {
            return ApiError.BadRequest(context, $"action: '{action}' is not one of: resume.");
        }

        if (await executions.FindAsync(new ExecutionId(id), cancellationToken) is not { } execution)
        {
            return ApiError.NotFound(context, $"There is no execution {id}.");
        }

        if (access.Refusal(Permission.UseRestricted, execution.Project, Problem.NotFound($"There is no execution {id}.")) is { } refusal)
        {
            return refusal.Answer(context);
        }

        return await steering.ResumeAsync(execution, access.Caller, cancellationToken)
            ? Results.Json(ExecutionDocument.Of((await executions.FindAsync(execution.Id, cancellationToken))!))
            : ApiError.Conflict(context, $"Execution {execution.Name}#{execution.Index} is {execution.Status.Wire()} and does not wait for anything.");
    }

    private static async Task<IResult> Delete(Guid id, HttpContext context, IExecutionQueries executions, IExecutionStore store, CancellationToken cancellationToken)
    {
        if (await executions.FindAsync(new ExecutionId(id), cancellationToken) is not { } execution)
        {
            return ApiError.NotFound(context, $"There is no execution {id}.");
        }

        return await store.RemoveAsync(execution.Id, cancellationToken)
            ? Results.Json(ExecutionDocument.Of(execution))
            : ApiError.Conflict(context, $"Execution {execution.Name}#{execution.Index} is {execution.Status.Wire()}; only one that has ended can be deleted.");
    }
}
