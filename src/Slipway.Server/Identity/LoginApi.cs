using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Slipway.Server.Api;
using Slipway.Server.Audit;

namespace Slipway.Server.Identity;

/// <summary>The login paths that Code Stream's clients use: password → refresh token → bearer token.</summary>
internal static class LoginApi
{
    private const string UnknownToken = "The refresh token is unknown, revoked or has expired. Generate a new one.";

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/csp/gateway/am/api/login", PasswordLogin).AllowAnonymous().RefusesOtherTypesItself();
        routes.MapPost("/csp/gateway/am/idp/auth/login", PasswordLogin).AllowAnonymous().RefusesOtherTypesItself();
        routes.MapPost("/iaas/api/login", TokenLogin).AllowAnonymous().RefusesOtherTypesItself();
        routes.MapPost("/csp/gateway/am/api/auth/api-tokens/authorize", Authorize).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> PasswordLogin(
        Credentials credentials, HttpContext context, PasswordCheck passwords, RefreshTokens refreshTokens, AccessTokens accessTokens, SignIns signIns, CancellationToken cancellationToken)
    {
        if (await passwords.FindAsync(credentials.UserName, credentials.Password) is not { } user)
        {
            return LoginErrors.Gateway(context, PasswordCheck.Refusal);
        }

        await signIns.SucceededAsync(user, "By a client, with the password.", cancellationToken);
        using var acting = SignIns.Begin(user);
        var (refresh, _) = await refreshTokens.IssueAsync(user.Id, RefreshTokens.SignInName, cancellationToken);
        return Results.Json(Answer(accessTokens.Issue(user), refresh));
    }

    private static async Task<IResult> TokenLogin(
        RefreshTokenBody body, HttpContext context, UserManager<IdentityUser> users, RefreshTokens refreshTokens, AccessTokens accessTokens, SignIns signIns, CancellationToken cancellationToken) =>
        await OwnerAsync(body.RefreshToken, users, refreshTokens, signIns, cancellationToken) is { } user
            ? Results.Json(new BearerToken("Bearer", accessTokens.Issue(user)))
            : LoginErrors.ApiToken(context, UnknownToken);

    /// <summary>The cloud's way: a form with one field.</summary>
    private static async Task<IResult> Authorize(
        HttpContext context, UserManager<IdentityUser> users, RefreshTokens refreshTokens, AccessTokens accessTokens, SignIns signIns, CancellationToken cancellationToken)
    {
        var refresh = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancellationToken))["refresh_token"].ToString() : null;
        refresh = string.IsNullOrEmpty(refresh) ? context.Request.Query["refresh_token"].ToString() : refresh;
        return await OwnerAsync(refresh, users, refreshTokens, signIns, cancellationToken) is { } user
            ? Results.Json(Answer(accessTokens.Issue(user), refresh))
            : LoginErrors.Gateway(context, UnknownToken);
    }

    private static async Task<IdentityUser?> OwnerAsync(
        string? refresh, UserManager<IdentityUser> users, RefreshTokens refreshTokens, SignIns signIns, CancellationToken cancellationToken)
    {
        var token = await refreshTokens.UseAsync(refresh ?? "", cancellationToken);
        var owner = token is null ? null : await users.FindByIdAsync(token.UserId);
        if (token is null || owner is null || await users.IsLockedOutAsync(owner))
        {
            await signIns.FailedAsync(
                owner?.UserName ?? "",
                owner,
                owner is null ? "The API token is unknown, revoked or has expired." : $"The account is locked; its API token '{token!.Name}' is worth nothing.");
            return null;
        }

        await signIns.ExchangedAsync(owner, token, cancellationToken);
        return owner;
    }

    private static LoginAnswer Answer(string access, string refresh) =>
        new(access, refresh, access, "bearer", (int)AccessTokens.Lifetime.TotalSeconds, "slipway");

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
