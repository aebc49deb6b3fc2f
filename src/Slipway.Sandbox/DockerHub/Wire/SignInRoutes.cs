using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Slipway.Sandbox.DockerHub.Wire;

/// <summary><c>/v2/users/login</c> and its successor <c>/v2/auth/token</c>.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder app, HubState state)
    {
        app.MapPost("/v2/users/login", (Login login) =>
            state.Accounts.SignIn(login.Username, login.Password) is { } token
                ? Results.Json(new { token, refresh_token = "" })
                : HubAnswers.BadCredentials());

        app.MapPost("/v2/auth/token", (TokenRequest request) =>
            state.Accounts.SignIn(request.Identifier, request.Secret) is { } token
                ? Results.Json(new { access_token = token })
                : HubAnswers.BadCredentials());
    }

    private sealed record Login(string? Username, string? Password);

    private sealed record TokenRequest(string? Identifier, string? Secret);
}
