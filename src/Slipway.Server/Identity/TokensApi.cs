using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Identity;

/// <summary><c>/tokens</c>: a person's own API tokens. Not Code Stream's; in its style.</summary>
internal static class TokensApi
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tokens", async (HttpRequest request, ApiAccess access, RefreshTokens tokens, CancellationToken cancellationToken) =>
            Results.Json(Listing.Of(await tokens.OfPersonAsync(access.Caller.UserId, cancellationToken), Page.Of(request), Document))).NeedsPerson();
        api.MapPost("/tokens", Generate).NeedsPerson();
        api.MapDelete("/tokens/{id:guid}", async (Guid id, HttpContext context, ApiAccess access, RefreshTokens tokens, CancellationToken cancellationToken) =>
            await tokens.RevokeAsync(id, access.Caller.IsAdministrator ? null : access.Caller.UserId, cancellationToken) is { } revoked
                ? Results.Json(Document(revoked))
                : ApiError.NotFound(context, "There is no such token.")).NeedsPerson();
    }

    /// <summary>As the dialog "Generate Token" asks: email and password once more, so that a stolen session makes no lasting token.</summary>
    private static async Task<IResult> Generate(Body body, HttpContext context, PasswordCheck passwords, RefreshTokens tokens, CancellationToken cancellationToken)
    {
        if (Names.Check(body.Name ?? "API token") is { } wrong)
        {
            return ApiError.BadRequest(context, wrong);
        }

        if (await passwords.FindAsync(body.Email, body.Password) is not { } user)
        {
            return ApiError.BadRequest(context, $"password: {PasswordCheck.Refusal}");
        }

        var (token, shown) = await tokens.IssueAsync(user.Id, body.Name ?? "API token", cancellationToken);
        var document = Document(shown);
        document["token"] = token;
        return Results.Json(document, statusCode: StatusCodes.Status201Created);
    }

    private static JsonObject Document(ApiToken token) => new()
    {
        ["_link"] = $"/codestream/api/tokens/{token.Id}",
        ["id"] = token.Id.ToString(),
        ["name"] = token.Name,
        ["createdAt"] = token.CreatedAt.Wire(),
        ["lastUsedAt"] = token.LastUsedAt?.Wire(),
        ["expiresAt"] = token.ExpiresAt.Wire(),
    };

    private sealed record Body(string? Email, string? Password, string? Name)
    {
        /// <summary>Never the password.</summary>
        public override string ToString() => $"{Email} {Name}";
    }
}
