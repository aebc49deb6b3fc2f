using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Pipelines;

/// <summary><c>/import</c> and <c>/export</c>: pipelines as YAML, as Code Stream's clients send and read it.</summary>
internal static class ImportApi
{
    private const string Yaml = "application/x-yaml";
    private const int MaxBytes = 10 * 1024 * 1024;

    public static void MapImport(this IEndpointRouteBuilder api)
    {
        api.MapPost("/import", Import).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBytes)).NeedsInBody(Permission.EditPipelines);
        api.MapGet("/export", Export).Lists();
    }

    private static async Task<IResult> Import(HttpContext context, IPipelineStore store, IProjectStore projects, PipelineInspection inspection, ApiAccess access, string action = "create")
    {
        if (action is not ("create" or "apply" or "update"))
        {
            return ApiError.BadRequest(context, $"action: '{action}' is not one of: create, apply, update.");
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var read = await inspection.ReadAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        if (read.HasErrors)
        {
            return ApiError.BadRequest(context, string.Join('\n', read.Diagnostics.Select(diagnostic => diagnostic.ToString())));
        }

        if (read.Documents.FirstOrDefault(document => document is not Pipeline) is { } other)
        {
            return ApiError.BadRequest(context, $"kind: '{other.Kind}' is not imported here; this server imports {DocumentKinds.Pipeline}. Nothing was imported.");
        }

        // Everything is looked at before anything is written.
        var imports = new List<(Pipeline Pipeline, CatalogedPipeline? Known)>();
        foreach (var document in read.Pipelines)
        {
            var project = await projects.FindAsync(document.Project, context.RequestAborted);
            if (access.Refusal(context, Permission.EditPipelines, project?.Name, () => ApiError.BadRequest(context, $"project: there is no project '{document.Project}'. Create it first, or name another one in the document.")) is { } refusal)
            {
                return refusal;
            }

            var pipeline = document with { Project = project!.Name };
            var known = await store.FindAsync(pipeline.Project, pipeline.Name, context.RequestAborted);
            if (known is not null && action == "create")
            {
                return ApiError.Conflict(context, $"Project '{pipeline.Project}' has a pipeline '{pipeline.Name}' already. Import it with action=apply to replace it.");
            }

            imports.Add((pipeline, known));
        }

        var answer = new StringBuilder();
        foreach (var (pipeline, known) in imports)
        {
            await (known is null
                ? store.AddAsync(new CatalogedPipeline(Guid.CreateVersion7(), pipeline), access.Caller.Name, context.RequestAborted)
                : store.UpdateAsync(known.Id, pipeline, context.RequestAborted));
            answer.Append("---\nname: ").Append(Quote(pipeline.Name)).Append("\nstatus: ").Append(known is null ? "CREATED" : "UPDATED").Append("\nstatusMessage: ").Append(Quote(Summary(read))).Append('\n');
        }

        return Results.Text(answer.ToString(), Yaml, Encoding.UTF8);
    }

    private static async Task<IResult> Export(HttpContext context, IPipelineStore store, ApiAccess access, string? pipelines, string? project)
    {
        var names = pipelines?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var chosen = access.VisibleOf(await store.ListAsync(context.RequestAborted), pipeline => pipeline.Definition.Project)
            .Where(pipeline => project is null || pipeline.Definition.Project == project)
            .Where(pipeline => names is null || names.Contains(pipeline.Definition.Name))
            .ToList();
        return chosen.Count == 0
            ? ApiError.NotFound(context, "There is no such pipeline.")
            : Results.Text(string.Concat(chosen.Select(pipeline => DocumentFile.Write(pipeline.Definition))), Yaml, Encoding.UTF8);
    }

    private static string Summary(ReadResult read) => read.Diagnostics.Length switch
    {
        0 => "",
        1 => $"1 warning: {read.Diagnostics[0]}",
        var count => $"{count} warnings, the first: {read.Diagnostics[0]}",
    };

    private static string Quote(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}
