using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution;
using Slipway.Execution.Logs;
using Slipway.Execution.Store;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Executions.Logs;

/// <summary><c>/executions/{id}/logs</c>: the log of an execution, or of one task, as text, as JSON, or followed while it grows.</summary>
internal static class LogsApi
{
    /// <summary>Where the console reads logs: pages have a cookie, and the API takes none.</summary>
    public const string ConsolePath = "/console/executions";

    public static void MapExecutionLogs(this IEndpointRouteBuilder api) => api.MapGet("/executions/{id:guid}/logs", Get).Needs(Permission.View, Resource.Execution);

    /// <summary>The same, for the execution's page.</summary>
    public static void MapConsoleLogs(this IEndpointRouteBuilder routes) => routes.MapGet($"{ConsolePath}/{{id:guid}}/logs", GetForPage).RequireAuthorization();

    private static async Task<IResult> Get(Guid id, HttpContext context, IExecutionQueries executions, ILogStore store, CancellationToken cancellationToken)
    {
        if (await executions.FindAsync(new ExecutionId(id), cancellationToken) is not { } execution)
        {
            return ApiError.NotFound(context, $"There is no execution {id}.");
        }

        return LogRequest.Read(context) switch
        {
            { Refusal: { } refusal } => refusal,
            { Request: { IsFollowed: true } request } => new LogEvents(execution, request),
            { Request: var request } => new LogPages(execution, request!, store),
        };
    }

    private static async Task<IResult> GetForPage(Guid id, HttpContext context, Callers callers, IExecutionQueries executions, ILogStore store, CancellationToken cancellationToken) =>
        await executions.FindAsync(new ExecutionId(id), cancellationToken) is { } execution
        && await callers.FindAsync(context.User, cancellationToken) is { } caller && caller.Sees(execution.Project)
            ? await Get(id, context, executions, store, cancellationToken)
            : ApiError.NotFound(context, $"There is no execution {id}.");
}
