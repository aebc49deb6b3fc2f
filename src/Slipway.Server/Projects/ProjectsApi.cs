using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects;
using Slipway.Projects.Access;
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
        }
    }

    private static async Task<IResult> List(HttpRequest request, IProjectStore store, ApiAccess access, CancellationToken cancellationToken)
    {
        var projects = await store.ListAsync(Listing.Query(request, ProjectFields.All), access.VisibleProjects, cancellationToken);
        return Results.Json(new JsonObject
        {
            ["content"] = new JsonArray([.. projects.Items.Select(Document)]),
            ["totalElements"] = projects.TotalCount,
            ["numberOfElements"] = projects.Items.Count,
        });
    }

    private static async Task<IResult> Create(Body body, HttpContext context, IProjectStore store, CancellationToken cancellationToken)
    {
        if (Names.Check(body.Name) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        var project = new Project { Id = Guid.CreateVersion7(), Name = body.Name!, Description = body.Description ?? "" };
        return await store.FindAsync(project.Name, cancellationToken) is null && await store.AddAsync(project, cancellationToken)
            ? Results.Json(Document(project), statusCode: StatusCodes.Status201Created)
            : ApiError.Conflict(context, $"There is a project '{project.Name}' already.");
    }

    private static JsonObject Document(Project project) => new()
    {
        ["id"] = project.Id.ToString(),
        ["name"] = project.Name,
        ["description"] = project.Description,
    };

    private sealed record Body(string? Name, string? Description);
}
