using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Grains;
using Slipway.Execution.Store;
using Slipway.Pipelines;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Executions;

namespace Slipway.Server.Pipelines;

/// <summary><c>/pipelines</c>: look at, enable, delete, execute. They come in through <c>/import</c>.</summary>
internal static class PipelinesApi
{
    public static void MapPipelines(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pipelines", List).Lists();
        api.MapImport();
        api.MapOne("/pipelines/{id:guid}", async (route, store, cancellationToken) =>
            await store.FindAsync(Guid.Parse((string)route["id"]!), cancellationToken));
        api.MapOne("/pipelines/{project}/{name}", async (route, store, cancellationToken) =>
            await store.FindAsync((string)route["project"]!, (string)route["name"]!, cancellationToken));
    }

    private static async Task<IResult> List(HttpRequest request, IPipelineStore store, PipelineInspection inspection, ApiAccess access, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(Listing.Query(request, PipelineFields.All), access.VisibleProjects, cancellationToken);
        var diagnostics = await inspection.InspectAsync(page.Items, cancellationToken);
        return Listing.Answer(page, pipeline => PipelineDocument.Of(pipeline, diagnostics[pipeline.Id]));
    }

    private static async Task<IResult> Show(PipelineInspection inspection, CatalogedPipeline pipeline, CancellationToken cancellationToken) =>
        Results.Json(PipelineDocument.Of(pipeline, (await inspection.InspectAsync([pipeline], cancellationToken))[pipeline.Id]));

    private delegate Task<CatalogedPipeline?> Find(RouteValueDictionary route, IPipelineStore store, CancellationToken cancellationToken);

    /// <summary>The same operations, however the URL names the pipeline.</summary>
    private static void MapOne(this IEndpointRouteBuilder api, string pattern, Find find)
    {
        async Task<IResult> With(HttpContext context, IPipelineStore store, Func<CatalogedPipeline, Task<IResult>> act) =>
            await find(context.Request.RouteValues, store, context.RequestAborted) is { } pipeline
                ? await act(pipeline)
                : ApiError.NotFound(context, "There is no such pipeline.");

        api.MapGet(pattern, (HttpContext context, IPipelineStore store, PipelineInspection inspection) =>
            With(context, store, pipeline => Show(inspection, pipeline, context.RequestAborted))).Needs(Permission.View, Resource.Pipeline);
        api.MapPatch(pattern, (HttpContext context, IPipelineStore store, PipelineInspection inspection, JsonObject body) =>
            With(context, store, pipeline => Patch(context, store, inspection, pipeline, body))).Needs(Permission.EditPipelines, Resource.Pipeline);
        api.MapDelete(pattern, (HttpContext context, IPipelineStore store, PipelineInspection inspection) =>
            With(context, store, async pipeline =>
            {
                var shown = await Show(inspection, pipeline, context.RequestAborted);
                await store.RemoveAsync(pipeline.Id, context.RequestAborted);
                return shown;
            })).Needs(Permission.EditPipelines, Resource.Pipeline);
        api.MapPost($"{pattern}/executions", (HttpContext context, IPipelineStore store, IGrainFactory grains, ExecutionRequest body) =>
            With(context, store, pipeline => Execute(context, grains, pipeline, body))).Needs(Permission.Run, Resource.Pipeline);
        api.MapGet($"{pattern}/executions", (HttpContext context, IPipelineStore store, IExecutionQueries executions) =>
            With(context, store, async pipeline =>
            {
                var query = Listing.Query(context.Request, ExecutionFields.All).Where(ExecutionFields.OfPipeline(pipeline.Id));
                return Listing.Answer(await executions.ListAsync(query, null, context.RequestAborted), ExecutionDocument.Of);
            })).Needs(Permission.View, Resource.Pipeline);
    }

    // Clients send {"state":"enabled"} in any case, and {"enabled":"true"} as text.
    private static async Task<IResult> Patch(HttpContext context, IPipelineStore store, PipelineInspection inspection, CatalogedPipeline pipeline, JsonObject body)
    {
        PipelineState? asked = body["state"]?.ToString().ToUpperInvariant() switch
        {
            "ENABLED" => PipelineState.Enabled,
            "RELEASED" => PipelineState.Released,
            "DISABLED" => PipelineState.Disabled,
            _ when bool.TryParse(body["enabled"]?.ToString(), out var enabled) => enabled ? PipelineState.Enabled : PipelineState.Disabled,
            _ => null,
        };
        if (asked is not { } state)
        {
            return ApiError.BadRequest(context, "state: must be ENABLED, DISABLED or RELEASED.");
        }

        if (state is PipelineState.Released
            && context.RequestServices.GetRequiredService<ApiAccess>().Refusal(context, Permission.ReleasePipelines, pipeline.Definition.Project, () => ApiError.NotFound(context, "There is no such pipeline.")) is { } refusal)
        {
            return refusal;
        }

        // Code Stream releases only what is enabled already.
        if (state is PipelineState.Released && !pipeline.Definition.Enabled)
        {
            return ApiError.BadRequest(context, "state: a pipeline must be ENABLED before it can be RELEASED.");
        }

        var changed = pipeline.Definition with { State = state };
        await store.UpdateAsync(pipeline.Id, changed, context.RequestAborted);
        return await Show(inspection, pipeline with { Definition = changed }, context.RequestAborted);
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
