using Microsoft.AspNetCore.Http;

namespace Slipway.Server.Api;

/// <summary>Why something was not done, for whoever asked for it.</summary>
/// <param name="Status">The HTTP status that says it.</param>
/// <param name="Message">What, where, and what would be right.</param>
internal sealed record Problem(int Status, string Message)
{
    public static Problem BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static Problem NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    public static Problem Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    public IResult Answer(HttpContext context) => ApiError.Of(context, Status, Message);
}
