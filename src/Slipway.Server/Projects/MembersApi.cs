using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Projects;

/// <summary><c>/projects/{project}/members</c>: who is what in a project. Not Code Stream's; in its style.</summary>
internal static class MembersApi
{
    private static readonly string RoleNames = string.Join(", ", Enum.GetNames<Role>().Select(name => name.ToLowerInvariant()));

    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/projects/{project}/members", List).Needs(Permission.View, Resource.Project);
        api.MapPut("/projects/{project}/members/{user}", Set).Needs(Permission.ManageMembers, Resource.Project);
        api.MapDelete("/projects/{project}/members/{user}", Remove).Needs(Permission.ManageMembers, Resource.Project);
    }

    private static async Task<IResult> List(string project, HttpRequest request, IProjectStore projects, IMembershipStore memberships, UserManager<IdentityUser> users, CancellationToken cancellationToken)
    {
        var name = (await projects.FindAsync(project, cancellationToken))!.Name;
        var names = await users.Users.ToDictionaryAsync(user => user.Id, user => user.UserName!, cancellationToken);
        var members = (await memberships.OfProjectAsync(name, cancellationToken)).Where(member => names.ContainsKey(member.UserId)).OrderBy(member => names[member.UserId], StringComparer.Ordinal);
        return Results.Json(Listing.Of([.. members], Page.Of(request), member => Document(member, names[member.UserId])));
    }

    private static async Task<IResult> Set(
        string project, string user, Body body, HttpContext context, IProjectStore projects, IMembershipStore memberships, UserManager<IdentityUser> users, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<Role>(body.Role, ignoreCase: true, out var role) || int.TryParse(body.Role, out _))
        {
            return ApiError.BadRequest(context, $"role: '{body.Role}' is not one of: {RoleNames}.");
        }

        if (await users.FindByNameAsync(user) is not { } person)
        {
            return ApiError.NotFound(context, $"There is nobody called '{user}'.");
        }

        var membership = new Membership((await projects.FindAsync(project, cancellationToken))!.Name, person.Id, role);
        await memberships.SetAsync(membership, cancellationToken);
        return Results.Json(Document(membership, person.UserName!));
    }

    private static async Task<IResult> Remove(
        string project, string user, HttpContext context, IProjectStore projects, IMembershipStore memberships, UserManager<IdentityUser> users, CancellationToken cancellationToken)
    {
        var name = (await projects.FindAsync(project, cancellationToken))!.Name;
        return await users.FindByNameAsync(user) is { } person
            && (await memberships.OfProjectAsync(name, cancellationToken)).FirstOrDefault(member => member.UserId == person.Id) is { } membership
            && await memberships.RemoveAsync(name, person.Id, cancellationToken)
                ? Results.Json(Document(membership, person.UserName!))
                : ApiError.NotFound(context, $"'{user}' is no member of project '{name}'.");
    }

    private static JsonObject Document(Membership member, string userName) => new()
    {
        ["_link"] = $"/codestream/api/projects/{Uri.EscapeDataString(member.Project)}/members/{Uri.EscapeDataString(userName)}",
        ["project"] = member.Project,
        ["userName"] = userName,
        ["role"] = member.Role.ToString().ToLowerInvariant(),
    };

    private sealed record Body(string? Role);
}
