using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution;
using Slipway.Execution.Admission;
using Slipway.Execution.Catalog;
using Slipway.Execution.Grains;
using Slipway.Execution.Store;
using Slipway.Projects.Access;
using Slipway.Projects.Listing;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Executions;
using Slipway.Server.Resources;

namespace Slipway.Server.Pipelines;

/// <summary><c>/pipelines/…/executions</c>: execute a pipeline, and look at what ran of it.</summary>
internal static class PipelineExecutionsApi
{
    public static void MapPipelineExecutions(this IEndpointRouteBuilder api)
    {
        foreach (var pattern in (string[])["/pipelines/{id:guid}/executions", "/pipelines/{project}/{name}/executions"])
        {
            api.MapPost(pattern, Execute).Needs(Permission.Run, Resource.Pipeline);
            api.MapGet(pattern, List).Needs(Permission.View, Resource.Pipeline);
            api.MapGet($"{pattern}/{{index:int}}", Get).Needs(Permission.View, Resource.Pipeline);
        }
    }

    private static async Task<IResult> List(HttpContext context, IPipelineStore store, IExecutionQueries executions, ExecutionDocuments documents)
    {
        var query = Listing.Query(context.Request, ExecutionFields.All).Where(ExecutionFields.OfPipeline((await store.FindAsync(context))!.Id));
        return await documents.OfAsync(await executions.ListAsync(query, null, context.RequestAborted), context.RequestAborted);
    }

    // Code Stream: "Get Execution By Index And Pipeline Id", "… By Name And Index".
    private static async Task<IResult> Get(int index, HttpContext context, IPipelineStore store, IExecutionQueries executions, ExecutionDocuments documents)
    {
        var pipeline = (await store.FindAsync(context))!;
        var query = new ListQuery { Take = 1 }.Where(ExecutionFields.OfPipeline(pipeline.Id)).Where(ExecutionFields.WithIndex(index));
        return (await executions.ListAsync(query, null, context.RequestAborted)).Items is [var execution]
            ? Results.Json(await documents.OfAsync(execution, context.RequestAborted))
            : ApiError.NotFound(context, $"Pipeline '{pipeline.Name}' has no execution #{index}.");
    }

    private static async Task<IResult> Execute(HttpContext context, IPipelineStore store, IGrainFactory grains, ExecutionRequest body)
    {
        if ((ExecutionAnswers.TooLong(context, "comments", body.Comments) ?? ExecutionAnswers.Unfit(context, body.Tags)) is { } tooLong)
        {
            return tooLong;
        }

        var pipeline = (await store.FindAsync(context))!;
        var request = new AdmissionRequest(
            new ExecutionId(Guid.CreateVersion7()),
            (body.Input ?? []).ToJsonString(),
            context.User.Identity!.Name!,
            body.Comments ?? "",
            body.Tags);
        return ExecutionAnswers.Of(context, await grains.GetGrain<IPipelineGrain>(pipeline.Id).Admit(request), request.Comments, body.Input?.DeepClone() as JsonObject ?? [], body.Tags ?? []);
    }

    private sealed record ExecutionRequest(string? Comments, JsonObject? Input, string[]? Tags);
}
