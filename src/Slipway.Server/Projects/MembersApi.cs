using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Projects;

/// <summary><c>/projects/{project}/members</c>: who is what in a project. Not Code Stream's; in its style.</summary>
internal static class MembersApi
{
    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/projects/{project}/members", List).Needs(Permission.View, Resource.Project);
        api.MapPut("/projects/{project}/members/{user}", Set).Needs(Permission.ManageMembers, Resource.Project);
        api.MapDelete("/projects/{project}/members/{user}", Remove).Needs(Permission.ManageMembers, Resource.Project);
    }

    private static async Task<IResult> List(string project, HttpRequest request, IProjectStore projects, MemberChanges members, CancellationToken cancellationToken) =>
        Results.Json(Listing.Of(await members.OfAsync(await NameAsync(projects, project, cancellationToken), cancellationToken), Page.Of(request), Document));

    private static async Task<IResult> Set(string project, string user, Body body, HttpContext context, IProjectStore projects, MemberChanges members, CancellationToken cancellationToken) =>
        Answer(context, await members.SetAsync(await NameAsync(projects, project, cancellationToken), user, body.Role, cancellationToken));

    private static async Task<IResult> Remove(string project, string user, HttpContext context, IProjectStore projects, MemberChanges members, CancellationToken cancellationToken) =>
        Answer(context, await members.RemoveAsync(await NameAsync(projects, project, cancellationToken), user, cancellationToken));

    // As it is called, and not as the address writes it. That it is there was seen when the route's need was.
    private static async Task<string> NameAsync(IProjectStore projects, string project, CancellationToken cancellationToken) => (await projects.FindAsync(project, cancellationToken))!.Name;

    private static IResult Answer(HttpContext context, (Member? Member, Problem? Problem) outcome) =>
        outcome.Member is { } member ? Results.Json(Document(member)) : outcome.Problem!.Answer(context);

    private static JsonObject Document(Member member) => new()
    {
        ["_link"] = $"/codestream/api/projects/{Uri.EscapeDataString(member.Membership.Project)}/members/{Uri.EscapeDataString(member.UserName)}",
        ["project"] = member.Membership.Project,
        ["userName"] = member.UserName,
        ["role"] = member.Membership.Role.ToString().ToLowerInvariant(),
    };

    private sealed record Body(string? Role);
}
