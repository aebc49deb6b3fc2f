using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>Reads a body: bounded in size, depth and node count, JSON or YAML, whatever else becomes a 400 or 413.</summary>
internal static class RequestBody
{
    /// <summary>What the API server accepts in one request, in bytes.</summary>
    public const int Limit = 3 * 1024 * 1024;

    public static async Task<Outcome<JsonNode>> ReadAsync(HttpRequest request, bool optional, CancellationToken cancellation)
    {
        if (MediaType(request).EndsWith("protobuf", StringComparison.Ordinal))
        {
            return ApiFailure.UnsupportedMediaType("application/json, application/yaml");
        }

        if (request.ContentLength > Limit)
        {
            return ApiFailure.TooLarge(Limit);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await request.Body.ReadAsync(chunk, cancellation) is var read and > 0)
        {
            if (buffer.Length + read > Limit)
            {
                return ApiFailure.TooLarge(Limit);
            }

            buffer.Write(chunk, 0, read);
        }

        if (optional && buffer.Length == 0)
        {
            return new JsonObject();
        }

        return Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), MediaType(request));
    }

    public static string MediaType(HttpRequest request) =>
        (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    public static Outcome<JsonNode> Parse(ReadOnlySpan<byte> bytes, string mediaType)
    {
        var yaml = mediaType.EndsWith("yaml", StringComparison.Ordinal) && bytes.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..];
        if (yaml)
        {
            return YamlReader.Read(bytes);
        }

        try
        {
            return JsonNode.Parse(bytes, null, WireJson.Hostile) is { } node
                ? node
                : ApiFailure.BadRequest("the body is null, not an object");
        }
        catch (JsonException problem)
        {
            return ApiFailure.BadRequest($"the object provided is unrecognized: couldn't get version/kind; json parse error: {problem.Message}");
        }
    }
}
