using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Grains;
using Slipway.Execution.Store;
using Slipway.Server.Api;
using Slipway.Server.Executions;

namespace Slipway.Server.Pipelines;

/// <summary><c>/pipelines</c>: look at, enable, delete, execute. They come in through <c>/import</c>.</summary>
internal static class PipelinesApi
{
    public static void MapPipelines(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pipelines", async (HttpRequest request, IPipelineStore store, CancellationToken cancellationToken) =>
            Results.Json(Listing.Of(await store.ListAsync(cancellationToken), Page.Of(request), PipelineDocument.Of)));
        api.MapImport();
        api.MapOne("/pipelines/{id:guid}", async (route, store, cancellationToken) =>
            await store.FindAsync(Guid.Parse((string)route["id"]!), cancellationToken));
        api.MapOne("/pipelines/{project}/{name}", async (route, store, cancellationToken) =>
            await store.FindAsync((string)route["project"]!, (string)route["name"]!, cancellationToken));
    }

    private delegate Task<CatalogedPipeline?> Find(RouteValueDictionary route, IPipelineStore store, CancellationToken cancellationToken);

    /// <summary>The same operations, however the URL names the pipeline.</summary>
    private static void MapOne(this IEndpointRouteBuilder api, string pattern, Find find)
    {
        async Task<IResult> With(HttpContext context, IPipelineStore store, Func<CatalogedPipeline, Task<IResult>> act) =>
            await find(context.Request.RouteValues, store, context.RequestAborted) is { } pipeline
                ? await act(pipeline)
                : ApiError.NotFound(context, "There is no such pipeline.");

        api.MapGet(pattern, (HttpContext context, IPipelineStore store) =>
            With(context, store, pipeline => Task.FromResult(Results.Json(PipelineDocument.Of(pipeline)))));
        api.MapPatch(pattern, (HttpContext context, IPipelineStore store, JsonObject body) =>
            With(context, store, pipeline => Patch(context, store, pipeline, body)));
        api.MapDelete(pattern, (HttpContext context, IPipelineStore store) =>
            With(context, store, async pipeline =>
            {
                await store.RemoveAsync(pipeline.Id, context.RequestAborted);
                return Results.Json(PipelineDocument.Of(pipeline));
            }));
        api.MapPost($"{pattern}/executions", (HttpContext context, IPipelineStore store, IGrainFactory grains, ExecutionRequest body) =>
            With(context, store, pipeline => Execute(context, grains, pipeline, body)));
        api.MapGet($"{pattern}/executions", (HttpContext context, IPipelineStore store, IExecutionQueries executions) =>
            With(context, store, async pipeline =>
            {
                var page = Page.Of(context.Request);
                var found = await executions.ListAsync(new ExecutionFilter(PipelineId: pipeline.Id), page.Skip, page.Take, context.RequestAborted);
                return Results.Json(Listing.Of(found.Executions.Select(ExecutionDocument.Of), found.TotalCount));
            }));
    }

    // Clients send {"state":"enabled"} in any case, and {"enabled":"true"} as text.
    private static async Task<IResult> Patch(HttpContext context, IPipelineStore store, CatalogedPipeline pipeline, JsonObject body)
    {
        bool? enabled = body["state"]?.ToString().ToUpperInvariant() switch
        {
            "ENABLED" or "RELEASED" => true,
            "DISABLED" => false,
            _ => bool.TryParse(body["enabled"]?.ToString(), out var value) ? value : null,
        };
        if (enabled is null)
        {
            return ApiError.BadRequest(context, "state: must be ENABLED, DISABLED or RELEASED.");
        }

        var changed = pipeline.Definition with { Enabled = enabled.Value };
        await store.UpdateAsync(pipeline.Id, changed, context.RequestAborted);
        return Results.Json(PipelineDocument.Of(pipeline with { Definition = changed }));
    }

    private static async Task<IResult> Execute(HttpContext context, IGrainFactory grains, CatalogedPipeline pipeline, ExecutionRequest body)
    {
        var request = new AdmissionRequest(
            new ExecutionId(Guid.CreateVersion7()),
            (body.Input ?? []).ToJsonString(),
            context.User.Identity!.Name!,
            body.Comments ?? "");
        return await grains.GetGrain<IPipelineGrain>(pipeline.Id).Admit(request) switch
        {
            AdmissionResult.Admitted admitted => Results.Json(
                new ExecutionAnswer(admitted.Id.ToString(), admitted.Index, ExecutionDocument.LinkOf(admitted.Id)),
                statusCode: StatusCodes.Status202Accepted),
            AdmissionResult.Refused refused => ApiError.BadRequest(context, refused.Reason),
            var other => throw new InvalidOperationException($"Admission answered {other}."),
        };
    }

    private sealed record ExecutionRequest(string? Comments, JsonObject? Input);

    private sealed record ExecutionAnswer(string ExecutionId, int ExecutionIndex, string ExecutionLink);
}
