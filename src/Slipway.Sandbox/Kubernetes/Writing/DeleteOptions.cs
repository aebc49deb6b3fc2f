using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>How to delete: what becomes of the dependents, and which object exactly is meant.</summary>
internal sealed record DeleteOptions(string Propagation, string? Uid, string? ResourceVersion, int? GraceSeconds, bool DryRun)
{
    public static DeleteOptions Read(JsonObject? body, Func<string, string?> query)
    {
        var orphan = body.Flag("orphanDependents") || query("orphanDependents") == "true";
        return new DeleteOptions(
            body.Text("propagationPolicy") ?? query("propagationPolicy") ?? (orphan ? "Orphan" : "Background"),
            body.Child("preconditions").Text("uid"),
            body.Child("preconditions").Text("resourceVersion"),
            body.Number("gracePeriodSeconds") ?? (int.TryParse(query("gracePeriodSeconds"), out var seconds) ? seconds : null),
            body.Items("dryRun") is { Count: > 0 } || query("dryRun") == "All");
    }
}
