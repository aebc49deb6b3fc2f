using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution.Catalog;
using Slipway.Pipelines.Editing;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Import;

namespace Slipway.Server.Pipelines;

/// <summary>A pipeline's file for the pages of the console: pages have a cookie, and the API takes none.</summary>
internal static class PipelineFiles
{
    /// <summary>Where a pipeline's file is.</summary>
    public static string PathOf(Guid pipeline) => $"/console/pipelines/{pipeline}/export";

    public static void MapPipelineFiles(this IEndpointRouteBuilder routes) => routes.MapGet("/console/pipelines/{id:guid}/export", Get).RequireAuthorization();

    private static async Task<IResult> Get(Guid id, HttpContext context, Callers callers, IPipelineStore pipelines, IPipelineVersions versions) =>
        await pipelines.FindAsync(id, context.RequestAborted) is { } pipeline
        && await callers.FindAsync(context.User, context.RequestAborted) is { } caller && caller.Sees(pipeline.Project)
            ? Results.File(Encoding.UTF8.GetBytes(WrittenText.Of((await versions.WithTextAsync(pipeline, context.RequestAborted)).Definition)), ImportAnswer.Yaml, $"{pipeline.Name}.yaml")
            : ApiError.NotFound(context, "There is no such pipeline.");
}
