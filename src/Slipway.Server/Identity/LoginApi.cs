using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Slipway.Server.Api;

namespace Slipway.Server.Identity;

/// <summary>The login paths that Code Stream's clients use: password → refresh token → bearer token.</summary>
internal static class LoginApi
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/csp/gateway/am/api/login", PasswordLogin).AllowAnonymous();
        routes.MapPost("/csp/gateway/am/idp/auth/login", PasswordLogin).AllowAnonymous();
        routes.MapPost("/iaas/api/login", TokenLogin).AllowAnonymous();
    }

    private static async Task<IResult> PasswordLogin(
        Credentials credentials,
        HttpContext context,
        PasswordCheck passwords,
        UserManager<IdentityUser> users,
        RefreshTokens refreshTokens,
        AccessTokens accessTokens,
        CancellationToken cancellationToken)
    {
        if (await passwords.FindAsync(credentials.UserName, credentials.Password) is not { } user)
        {
            return ApiError.Unauthorized(context, PasswordCheck.Refusal);
        }

        var access = accessTokens.Issue(user.UserName!, await users.GetRolesAsync(user));
        return Results.Json(new LoginAnswer(
            access,
            await refreshTokens.IssueAsync(user.Id, cancellationToken),
            access,
            "bearer",
            (int)AccessTokens.Lifetime.TotalSeconds,
            "slipway"));
    }

    private static async Task<IResult> TokenLogin(
        RefreshTokenBody body,
        HttpContext context,
        UserManager<IdentityUser> users,
        RefreshTokens refreshTokens,
        AccessTokens accessTokens,
        CancellationToken cancellationToken) =>
        await refreshTokens.FindUserAsync(body.RefreshToken ?? "", cancellationToken) is { } id && await users.FindByIdAsync(id) is { } user
            ? Results.Json(new BearerToken("Bearer", accessTokens.Issue(user.UserName!, await users.GetRolesAsync(user))))
            : ApiError.Unauthorized(context, "The refresh token is unknown or has expired. Generate a new one.");

    private sealed record Credentials(string? UserName, string? Password);

    private sealed record RefreshTokenBody(string? RefreshToken);

    private sealed record BearerToken(string TokenType, string Token);

    private sealed record LoginAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("refresh_token")] string RefreshToken,
        [property: JsonPropertyName("id_token")] string IdToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope")] string Scope);
}
