using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Slipway.Projects.Access;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Identity;

/// <summary><c>/users</c>: the people who may sign in. Not Code Stream's; in its style.</summary>
internal static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapGet("/users", List).NeedsServer(Permission.ManagePeople);
        api.MapPost("/users", Create).NeedsServer(Permission.ManagePeople);
        api.MapPatch("/users/{user}", Change).NeedsServer(Permission.ManagePeople);
        api.MapDelete("/users/{user}", Delete).NeedsServer(Permission.ManagePeople);
        api.MapPut("/password", ChangeOwnPassword).NeedsPerson();
    }

    private static async Task<IResult> List(HttpRequest request, PeopleChanges people, CancellationToken cancellationToken) =>
        Results.Json(Listing.Of(await people.ListAsync(cancellationToken), Page.Of(request), Document));

    private static async Task<IResult> Create(PersonSpec body, HttpContext context, PeopleChanges people) =>
        Answer(context, await people.CreateAsync(body), StatusCodes.Status201Created);

    private static async Task<IResult> Change(string user, PersonSpec body, HttpContext context, ApiAccess access, PeopleChanges people, CancellationToken cancellationToken) =>
        Answer(context, await people.ChangeAsync(user, body, access.Caller.UserId, cancellationToken));

    private static async Task<IResult> Delete(string user, HttpContext context, ApiAccess access, PeopleChanges people, CancellationToken cancellationToken) =>
        Answer(context, await people.DeleteAsync(user, access.Caller.UserId, cancellationToken));

    private static async Task<IResult> ChangeOwnPassword(
        PasswordBody body, HttpContext context, ApiAccess access, UserManager<IdentityUser> users, PasswordChange passwords, TimeProvider clock, CancellationToken cancellationToken)
    {
        var person = (await users.FindByIdAsync(access.Caller.UserId))!;
        return await passwords.ChangeAsync(person, body.CurrentPassword, body.NewPassword, cancellationToken) is { } wrong
            ? ApiError.BadRequest(context, wrong.ToString())
            : Results.Json(Document(new Person(person.Id, person.UserName!, person.Email, access.Caller.IsAdministrator, person.LockoutEnd > clock.GetUtcNow())));
    }

    private static IResult Answer(HttpContext context, (Person? Person, Problem? Problem) outcome, int status = StatusCodes.Status200OK) =>
        outcome.Person is { } person ? Results.Json(Document(person), statusCode: status) : outcome.Problem!.Answer(context);

    private static JsonObject Document(Person person) => new()
    {
        ["_link"] = $"/codestream/api/users/{Uri.EscapeDataString(person.UserName)}",
        ["id"] = person.Id,
        ["userName"] = person.UserName,
        ["email"] = person.Email,
        ["isAdministrator"] = person.IsAdministrator,
        ["isLocked"] = person.IsLocked,
    };

    private sealed record PasswordBody(string? CurrentPassword, string? NewPassword)
    {
        /// <summary>Neither password.</summary>
        public override string ToString() => nameof(PasswordBody);
    }
}
