using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>
/// Finds what was wrong when an image could not be fetched. <c>ImagePullBackOff</c> itself often says only
/// "Back-off pulling image"; the try before it (<c>ErrImagePull</c>) and the pod's events hold the registry's words.
/// </summary>
internal static partial class PullCause
{
    /// <summary>Whether a container's waiting message tells more than that there is a back-off.</summary>
    public static bool Tells(string message) => !BackOffOnly().IsMatch(message);

    /// <summary>The latest event about a failed pull that tells a cause; null when none does.</summary>
    public static string? FromEvents(IEnumerable<JsonObject> events) => events
        .Where(e => e.Text("reason") == "Failed" && e.Text("message") is { } message && message.Contains("pull", StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(e => e.Text("lastTimestamp") ?? e.Text("eventTime"), StringComparer.Ordinal)
        .Select(e => Shorten(e.Text("message")!))
        .FirstOrDefault(Tells);

    /// <summary>The registry's part of a chain of errors: <c>manifest for acme/web:nope not found</c>.</summary>
    public static string Shorten(string message)
    {
        var text = RpcPrefix().Replace(message.Trim(), "");
        return text.Length <= 600 ? text : string.Concat(text.AsSpan(0, 597), "…");
    }

    [GeneratedRegex(@"^(Back-off pulling image ""[^""]*""|Error: (ImagePullBackOff|ErrImagePull)|image \S*)$", RegexOptions.NonBacktracking)]
    private static partial Regex BackOffOnly();

    // Kubernetes 1.31 and later put the cause behind the back-off: Back-off pulling image "x": ErrImagePull: rpc error: …
    [GeneratedRegex(@"^(Back-off pulling image ""[^""]*"": ErrImagePull: )?(Failed to pull image ""[^""]*"": )?(rpc error: code = \w+ desc = )?(Error response from daemon: )?", RegexOptions.NonBacktracking)]
    private static partial Regex RpcPrefix();
}
