using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>Why a Kubernetes API refused: its <c>meta/v1 Status</c>, or what can be told without one.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Reason">Such as <c>AlreadyExists</c>; empty when the server sent none.</param>
/// <param name="Message">The server's sentence; empty when it sent none.</param>
/// <param name="Causes">The fields that are wrong, each with why.</param>
/// <param name="RetryAfter">How long the server asks to wait; null when it does not.</param>
internal sealed record ApiStatus(int Code, string Reason, string Message, IReadOnlyList<ApiCause> Causes, TimeSpan? RetryAfter = null)
{
    private const int MaxMessageLength = 2000;

    /// <summary>429 and the 5xx that pass by themselves.</summary>
    public bool IsPassing => Code is 429 or 500 or 502 or 503 or 504;

    public static ApiStatus From(int code, JsonObject? body, TimeSpan? retryAfter)
    {
        if (body is null || Text(body, "kind") != "Status")
        {
            return new ApiStatus(code, "", "", [], retryAfter);
        }

        var details = body["details"] as JsonObject;
        var causes = (details?["causes"] as JsonArray)?.OfType<JsonObject>()
            .Select(c => new ApiCause(Text(c, "reason"), Shortened(Text(c, "message")), Text(c, "field")));
        var seconds = details?["retryAfterSeconds"] is JsonValue value && value.TryGetValue<int>(out var s) && s > 0 ? TimeSpan.FromSeconds(s) : retryAfter;
        return new ApiStatus(code, Text(body, "reason"), Shortened(Text(body, "message")), [.. causes ?? []], retryAfter ?? seconds);
    }

    private static string Text(JsonObject node, string key) =>
        node[key] is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : "";

    private static string Shortened(string text) =>
        text.Length <= MaxMessageLength ? text : string.Concat(text.AsSpan(0, MaxMessageLength), "…");
}

/// <summary>One cause out of a <see cref="ApiStatus"/>.</summary>
internal sealed record ApiCause(string Reason, string Message, string Field);
