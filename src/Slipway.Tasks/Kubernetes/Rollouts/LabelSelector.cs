using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Rollouts;

/// <summary>A workload's <c>spec.selector</c> as the query of a list or watch.</summary>
internal static class LabelSelector
{
    /// <summary>Ready for a URL; null when the workload selects nothing.</summary>
    public static string? Query(JsonObject workload)
    {
        var labels = (workload.At("spec", "selector", "matchLabels") as JsonObject ?? []).Select(l => $"{l.Key}={l.Value}");
        var expressions = workload.Items("spec", "selector", "matchExpressions").Select(e =>
        {
            var values = string.Join(',', (e.At("values") as JsonArray ?? []).Select(v => v?.ToString()));
            return e.Text("operator") switch
            {
                "In" => $"{e.Text("key")} in ({values})",
                "NotIn" => $"{e.Text("key")} notin ({values})",
                "DoesNotExist" => $"!{e.Text("key")}",
                _ => e.Text("key"),
            };
        });
        var all = string.Join(',', labels.Concat(expressions));
        return all.Length == 0 ? null : $"labelSelector={Uri.EscapeDataString(all)}";
    }
}
