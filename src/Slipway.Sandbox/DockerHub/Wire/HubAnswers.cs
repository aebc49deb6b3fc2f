using Microsoft.AspNetCore.Http;

namespace Slipway.Sandbox.DockerHub.Wire;

/// <summary>The Hub's refusals, word by word.</summary>
internal static class HubAnswers
{
    public static IResult NotFound() => Results.Json(new { message = "object not found", errinfo = new { } }, statusCode: 404);

    public static IResult BadCredentials() => Results.Json(new { detail = "Incorrect authentication credentials" }, statusCode: 401);

    public static IResult NotSignedIn() => Results.Json(new { detail = "Authentication credentials were not provided." }, statusCode: 401);

    public static IResult Forbidden() => Results.Json(new { detail = "You do not have permission to perform this action." }, statusCode: 403);

    public static IResult BadField(string field, string problem) =>
        Results.Json(new Dictionary<string, string[]> { [field] = [problem] }, statusCode: 400);

    public static IResult BadHook(string problem) =>
        Results.Json(new { webhooks = new[] { new { hook_url = new[] { problem } } } }, statusCode: 400);
}
