using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.Identity;

/// <summary>
/// Errors of the login paths, in the two shapes that Code Stream's clients read there: one of the gateway (<c>AuthenticationError</c> of cs-cli),
/// one of the login with an API token (<c>ApiAuthenticationError</c>). Both carry <c>message</c> as well, as all errors of this server do.
/// </summary>
internal static class LoginErrors
{
    public static IResult Gateway(HttpContext context, string message) => Results.Json(
        new GatewayError(
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds(), "UNAUTHORIZED", "401 Unauthorized", "Unauthorized", message, message),
        statusCode: StatusCodes.Status401Unauthorized);

    public static IResult ApiToken(HttpContext context, string message) => Results.Json(
        new TokenError(message, StatusCodes.Status401Unauthorized, 0, Activity.Current?.Id ?? context.TraceIdentifier, "error"),
        statusCode: StatusCodes.Status401Unauthorized);

    private sealed record GatewayError(long Timestamp, string Type, string Status, string Error, string ServerMessage, string Message);

    private sealed record TokenError(string Message, int StatusCode, int ErrorCode, string ServerErrorId, string DocumentKind);
}
