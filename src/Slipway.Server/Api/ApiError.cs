using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Server.Api;

/// <summary>Error bodies in the shape that Code Stream's clients read (<c>CodeStreamException</c>).</summary>
internal static class ApiError
{
    public static IResult BadRequest(HttpContext context, string message) => Of(context, StatusCodes.Status400BadRequest, message);

    public static IResult Unauthorized(HttpContext context, string message) => Of(context, StatusCodes.Status401Unauthorized, message);

    public static IResult NotFound(HttpContext context, string message) => Of(context, StatusCodes.Status404NotFound, message);

    public static IResult Conflict(HttpContext context, string message) => Of(context, StatusCodes.Status409Conflict, message);

    public static IResult Of(HttpContext context, int status, string message) => Results.Json(
        new Body(
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds(),
            context.Request.Path,
            status,
            ReasonPhrases.GetReasonPhrase(status),
            message,
            Activity.Current?.Id ?? context.TraceIdentifier,
            "Error"),
        statusCode: status);

    private sealed record Body(
        long Timestamp,
        string? Path,
        int Status,
        string Error,
        string Message,
        string RequestId,
        [property: JsonPropertyName("@type")] string Type);
}
