using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
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

    private static async Task<IResult> List(HttpRequest request, UserManager<IdentityUser> users, TimeProvider clock, CancellationToken cancellationToken)
    {
        var administrators = (await users.GetUsersInRoleAsync(Administrator.Role)).Select(user => user.Id).ToHashSet();
        var all = await users.Users.AsNoTracking().OrderBy(user => user.UserName).ToListAsync(cancellationToken);
        return Results.Json(Listing.Of(all, Page.Of(request), user => Document(user, administrators.Contains(user.Id), clock)));
    }

    private static async Task<IResult> Create(Body body, HttpContext context, UserManager<IdentityUser> users, TimeProvider clock)
    {
        if (Names.Check(body.UserName) is { } wrong)
        {
            return ApiError.BadRequest(context, wrong.Replace("name:", "userName:", StringComparison.Ordinal));
        }

        if (await users.FindByNameAsync(body.UserName!) is not null)
        {
            return ApiError.Conflict(context, $"There is somebody called '{body.UserName}' already.");
        }

        var user = new IdentityUser(body.UserName!) { Email = body.Email };
        var made = await users.CreateAsync(user, body.Password ?? "");
        if (!made.Succeeded)
        {
            return ApiError.BadRequest(context, Told(made));
        }

        if (body.IsAdministrator is true)
        {
            await users.AddToRoleAsync(user, Administrator.Role);
        }

        return Results.Json(Document(user, body.IsAdministrator is true, clock), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Change(string user, Body body, HttpContext context, ApiAccess access, UserManager<IdentityUser> users, PasswordChange passwords, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await users.FindByNameAsync(user) is not { } person)
        {
            return NotFound(context, user);
        }

        if (person.Id == access.Caller.UserId && (body.IsAdministrator is false || body.IsLocked is true))
        {
            return ApiError.BadRequest(context, "You cannot lock yourself out. Another administrator can.");
        }

        if (body.Password is { } password)
        {
            // Before anything else is changed.
            if (await passwords.ResetAsync(person, password, cancellationToken) is { } wrong)
            {
                return ApiError.BadRequest(context, wrong.ToString());
            }
        }

        if (body.Email is not null)
        {
            await users.SetEmailAsync(person, body.Email);
        }

        if (body.IsLocked is { } locked)
        {
            await users.SetLockoutEndDateAsync(person, locked ? DateTimeOffset.MaxValue : null);
        }

        var isAdministrator = await users.IsInRoleAsync(person, Administrator.Role);
        if (body.IsAdministrator is { } becomes && becomes != isAdministrator)
        {
            await (becomes ? users.AddToRoleAsync(person, Administrator.Role) : users.RemoveFromRoleAsync(person, Administrator.Role));
            isAdministrator = becomes;
        }

        return Results.Json(Document(person, isAdministrator, clock));
    }

    private static async Task<IResult> Delete(
        string user, HttpContext context, ApiAccess access, UserManager<IdentityUser> users, RefreshTokens tokens, IMembershipStore memberships, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await users.FindByNameAsync(user) is not { } person)
        {
            return NotFound(context, user);
        }

        if (person.Id == access.Caller.UserId)
        {
            return ApiError.BadRequest(context, "You cannot delete yourself. Another administrator can.");
        }

        var document = Document(person, await users.IsInRoleAsync(person, Administrator.Role), clock);
        foreach (var token in await tokens.OfPersonAsync(person.Id, cancellationToken))
        {
            await tokens.RevokeAsync(token.Id, person.Id, cancellationToken);
        }

        foreach (var membership in await memberships.OfPersonAsync(person.Id, cancellationToken))
        {
            await memberships.RemoveAsync(membership.Project, person.Id, cancellationToken);
        }

        await users.DeleteAsync(person);
        return Results.Json(document);
    }

    private static async Task<IResult> ChangeOwnPassword(
        PasswordBody body, HttpContext context, ApiAccess access, UserManager<IdentityUser> users, PasswordChange passwords, TimeProvider clock, CancellationToken cancellationToken)
    {
        var person = (await users.FindByIdAsync(access.Caller.UserId))!;
        return await passwords.ChangeAsync(person, body.CurrentPassword, body.NewPassword, cancellationToken) is { } wrong
            ? ApiError.BadRequest(context, wrong.ToString())
            : Results.Json(Document(person, access.Caller.IsAdministrator, clock));
    }

    private static IResult NotFound(HttpContext context, string user) => ApiError.NotFound(context, $"There is nobody called '{user}'.");

    private static string Told(IdentityResult result) => string.Join(' ', result.Errors.Select(error => error.Description));

    private static JsonObject Document(IdentityUser user, bool isAdministrator, TimeProvider clock) => new()
    {
        ["_link"] = $"/codestream/api/users/{Uri.EscapeDataString(user.UserName!)}",
        ["id"] = user.Id,
        ["userName"] = user.UserName,
        ["email"] = user.Email,
        ["isAdministrator"] = isAdministrator,
        ["isLocked"] = user.LockoutEnd > clock.GetUtcNow(),
    };

    private sealed record Body(string? UserName, string? Email, string? Password, bool? IsAdministrator, bool? IsLocked)
    {
        /// <summary>Never the password.</summary>
        public override string ToString() => $"{UserName} {Email}";
    }

    private sealed record PasswordBody(string? CurrentPassword, string? NewPassword)
    {
        /// <summary>Neither password.</summary>
        public override string ToString() => nameof(PasswordBody);
    }
}
