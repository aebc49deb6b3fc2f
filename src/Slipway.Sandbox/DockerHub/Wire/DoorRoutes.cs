using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Slipway.Sandbox.DockerHub.Wire;

/// <summary>
/// The door for a driver in another process: what the Hub has no API for. Bodies must be sent as JSON, which a web page of another
/// origin cannot do unasked.
/// </summary>
internal static class DoorRoutes
{
    public static void MapDoor(this IEndpointRouteBuilder app, HubState state)
    {
        app.MapPost("/_sandbox/users", (NewUser user) =>
        {
            if (string.IsNullOrEmpty(user.UserName) || string.IsNullOrEmpty(user.Password))
            {
                return Refuse("'userName' and 'password' must be given");
            }

            state.Accounts.Add(new HubUser(user.UserName, user.Password, user.Namespace));
            return Results.NoContent();
        });

        app.MapPost("/_sandbox/repositories", (NewRepository repository) =>
            state.TryAddRepository(repository.Path ?? "", repository.IsPrivate)
                ? Results.NoContent()
                : Refuse("'path' must be of the form namespace/name"));

        app.MapPost("/_sandbox/push", async (Push push, CancellationToken cancellationToken) =>
            await state.PushAsync(push.Image ?? "", cancellationToken) is { } result
                ? Results.Json(new
                {
                    image = result.Image,
                    digest = result.Digest,
                    hooks = result.Answers.Select(a => new { slug = a.Slug, status = a.Status, error = a.Error }).ToArray(),
                })
                : Results.Json(new { message = "'image' names no repository that was added" }, statusCode: 404));
    }

    private static IResult Refuse(string message) => Results.Json(new { message }, statusCode: 400);

    private sealed record NewUser(string? UserName, string? Password, string? Namespace);

    private sealed record NewRepository(string? Path, bool IsPrivate);

    private sealed record Push(string? Image);
}
