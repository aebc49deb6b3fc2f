using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>Writes answers.</summary>
internal static class Respond
{
    public static Task FailAsync(HttpContext context, ApiFailure failure)
    {
        if (failure.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return JsonAsync(context, failure.Code, failure.ToStatus());
    }

    public static Task JsonAsync(HttpContext context, int code, JsonNode body) =>
        BytesAsync(context, code, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));

    public static Task TextAsync(HttpContext context, string text) =>
        BytesAsync(context, 200, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text));

    public static async Task BytesAsync(HttpContext context, int code, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-cache, private";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
