using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution.Catalog;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.Pipelines;

/// <summary><c>/pipelines/…/versions</c>: how a pipeline was written from version to version. One is put back by a PUT of its <c>yaml</c>.</summary>
internal static class PipelineVersionsApi
{
    public static void MapPipelineVersions(this IEndpointRouteBuilder api)
    {
        foreach (var pattern in (string[])["/pipelines/{id:guid}/versions", "/pipelines/{project}/{name}/versions"])
        {
            api.MapGet(pattern, List).Needs(Permission.View, Resource.Pipeline);
            api.MapGet($"{pattern}/{{version:int}}", Get).Needs(Permission.View, Resource.Pipeline);
        }
    }

    private static async Task<IResult> List(HttpContext context, IPipelineStore store, IPipelineVersions versions)
    {
        var pipeline = (await store.FindAsync(context))!;
        return Results.Json(Listing.Of(await versions.ListAsync(pipeline.Id, context.RequestAborted), Page.Of(context.Request), version => Document(pipeline, version)));
    }

    private static async Task<IResult> Get(int version, HttpContext context, IPipelineStore store, IPipelineVersions versions)
    {
        var pipeline = (await store.FindAsync(context))!;
        if ((await versions.ListAsync(pipeline.Id, context.RequestAborted)).FirstOrDefault(known => known.Number == version) is not { } found
            || await versions.TextAsync(pipeline.Id, version, context.RequestAborted) is not { } text)
        {
            return ApiError.NotFound(context, $"Pipeline '{pipeline.Name}' has no version {version} any more, or none yet; the last {IPipelineVersions.MostKept} are kept.");
        }

        var document = Document(pipeline, found);
        document[PipelineKind.Yaml] = text;
        return Results.Json(document);
    }

    private static JsonObject Document(CatalogedPipeline pipeline, PipelineVersion version) => new()
    {
        ["_link"] = $"/codestream/api/pipelines/{pipeline.Id}/versions/{version.Number}",
        ["id"] = pipeline.Id.ToString(),
        ["project"] = pipeline.Project,
        ["name"] = pipeline.Name,
        ["version"] = version.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["updatedBy"] = version.SavedBy,
        ["updatedAt"] = version.SavedAt.Wire(),
        ["_updateTimeInMicros"] = version.SavedAt.Micros(),
    };
}
