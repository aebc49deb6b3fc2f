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

    private static async Task<IResult> Create(ProjectSpec body, HttpContext context, ProjectChanges changes, CancellationToken cancellationToken)
    {
        var (project, problem) = await changes.CreateAsync(body, cancellationToken);
        return project is null ? problem!.Answer(context) : Results.Json(Document(project), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(Guid id, HttpContext context, ProjectChanges changes, CancellationToken cancellationToken) =>
        await changes.FindAsync(id, cancellationToken) is { } project ? Results.Json(Document(project)) : ApiError.NotFound(context, "There is no such project.");

    private static async Task<IResult> Describe(Guid id, ProjectSpec body, HttpContext context, ProjectChanges changes, CancellationToken cancellationToken) =>
        Answer(context, await changes.DescribeAsync(id, body, cancellationToken));

    private static async Task<IResult> Delete(Guid id, HttpContext context, ProjectChanges changes, CancellationToken cancellationToken, bool purge = false) =>
        Answer(context, await changes.DeleteAsync(id, purge, "with ?purge=true", cancellationToken));

    private static IResult Answer(HttpContext context, (Project? Project, Problem? Problem) outcome) =>
        outcome.Project is { } project ? Results.Json(Document(project)) : outcome.Problem!.Answer(context);

    private static JsonObject Document(Project project) => new()
    {
        ["id"] = project.Id.ToString(),
        ["name"] = project.Name,
        ["description"] = project.Description,
    };
}
