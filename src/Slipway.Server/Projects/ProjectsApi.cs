using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Listing;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Projects;

/// <summary>Projects, at the paths where Code Stream's clients look for them: outside of Code Stream's own API.</summary>
internal static class ProjectsApi
{
    private const int MaxDescriptionLength = 4096;

    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/iaas/api/projects", "/project-service/api/projects"])
        {
            var projects = routes.MapApiGroup(path);
            projects.MapGet("", List).Lists();
            projects.MapPost("", Create).NeedsServer(Permission.ManageProjects);
            projects.MapGet("/{id:guid}", Get).Needs(Permission.View, Resource.Project);
            projects.MapPatch("/{id:guid}", Describe).Needs(Permission.ManageMembers, Resource.Project);
            projects.MapDelete("/{id:guid}", Delete).NeedsServer(Permission.ManageProjects);
        }
    }

    /// <summary>A page as both services send it: what lists of <c>/iaas</c> have and what pages of <c>/project-service</c> have.</summary>
    private static async Task<IResult> List(HttpRequest request, IProjectStore store, ApiAccess access, CancellationToken cancellationToken)
    {
        var query = Listing.Query(request, ProjectFields.All);
        var projects = await store.ListAsync(query, access.VisibleProjects, cancellationToken);
        var number = query.Take > 0 ? query.Skip / query.Take : 0;
        var pages = query.Take > 0 ? (projects.TotalCount + query.Take - 1) / query.Take : 0;
        return Results.Json(new JsonObject
        {
            ["content"] = new JsonArray([.. projects.Items.Select(Document)]),
            ["pageable"] = new JsonObject { ["offset"] = query.Skip, ["pageNumber"] = number, ["pageSize"] = query.Take, ["paged"] = true, ["unpaged"] = false },
            ["totalElements"] = projects.TotalCount,
            ["totalPages"] = pages,
            ["numberOfElements"] = projects.Items.Count,
            ["number"] = number,
            ["size"] = query.Take,
            ["first"] = query.Skip == 0,
            ["last"] = query.Skip + projects.Items.Count >= projects.TotalCount,
            ["empty"] = projects.Items.Count == 0,
        });
    }

    private static async Task<IResult> Create(Body body, HttpContext context, IProjectStore store, CancellationToken cancellationToken)
    {
        if ((Names.Check(body.Name) ?? Wrong(body)) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        var project = new Project { Id = Guid.CreateVersion7(), Name = body.Name!, Description = body.Description ?? "" };
        return await store.FindAsync(project.Name, cancellationToken) is null && await store.AddAsync(project, cancellationToken)
            ? Results.Json(Document(project), statusCode: StatusCodes.Status201Created)
            : ApiError.Conflict(context, $"There is a project '{project.Name}' already.");
    }

    private static async Task<IResult> Get(Guid id, HttpContext context, IProjectStore store, CancellationToken cancellationToken) =>
        await FindAsync(id, store, cancellationToken) is { } project ? Results.Json(Document(project)) : NotFound(context);

    // Everything that a project owns names it, in files outside of this server, too: its name stays.
    private static async Task<IResult> Describe(Guid id, Body body, HttpContext context, IProjectStore store, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, store, cancellationToken) is not { } project)
        {
            return NotFound(context);
        }

        if ((body.Name is not null && body.Name != project.Name ? "name: a project keeps its name; pipelines, files and URLs name it. Make a new project." : Wrong(body)) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        var changed = project with { Description = body.Description ?? project.Description };
        return await store.UpdateAsync(changed, cancellationToken) ? Results.Json(Document(changed)) : NotFound(context);
    }

    private static async Task<IResult> Delete(Guid id, HttpContext context, IProjectStore store, CancellationToken cancellationToken, bool purge = false)
    {
        if (await FindAsync(id, store, cancellationToken) is not { } project)
        {
            return NotFound(context);
        }

        var keepers = await store.RemoveAsync(id, withHistory: purge, cancellationToken);
        return keepers.Count == 0
            ? Results.Json(Document(project))
            : ApiError.Conflict(context, $"Project '{project.Name}' cannot be deleted: it has {string.Join(", ", keepers)}. Delete those first; with ?purge=true, ended executions and events go with the project.");
    }

    private static async Task<Project?> FindAsync(Guid id, IProjectStore store, CancellationToken cancellationToken) =>
        (await store.ListAsync(cancellationToken)).FirstOrDefault(project => project.Id == id);

    private static string? Wrong(Body body) =>
        body.Description?.Length > MaxDescriptionLength ? $"description: has {body.Description.Length} characters; at most {MaxDescriptionLength} are kept." : null;

    private static IResult NotFound(HttpContext context) => ApiError.NotFound(context, "There is no such project.");

    private static JsonObject Document(Project project) => new()
    {
        ["id"] = project.Id.ToString(),
        ["name"] = project.Name,
        ["description"] = project.Description,
    };

    private sealed record Body(string? Name, string? Description);
}
