using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Tables;

/// <summary>The columns of a pod; its STATUS tells why it waits rather than its phase.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<Column> Before { get; } =
    [
        TableColumns.Text("Ready", node => $"{Statuses(node).Count(status => status.Flag("ready"))}/{node.Child("spec").Objects("containers").Count()}"),
        TableColumns.Text("Status", StatusOf),
        TableColumns.Text("Restarts", node => Statuses(node).Sum(status => status.Number("restartCount") ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    public static IReadOnlyList<Column> After { get; } =
    [
        TableColumns.Text("IP", node => node.Child("status").Text("podIP") ?? "<none>", 1),
        TableColumns.Text("Node", node => node.Child("spec").Text("nodeName") ?? "<none>", 1),
        TableColumns.Text("Nominated Node", _ => "<none>", 1),
        TableColumns.Text("Readiness Gates", _ => "<none>", 1),
    ];

    private static string StatusOf(JsonObject node)
    {
        if (node.Terminating())
        {
            return "Terminating";
        }

        var why = Statuses(node)
            .Select(status => status.At("state", "waiting").Text("reason") ?? status.At("state", "terminated").Text("reason"))
            .FirstOrDefault(reason => reason is not null);
        return why ?? node.Child("status").Text("phase") ?? "Pending";
    }

    private static IEnumerable<JsonObject> Statuses(JsonObject node) => node.Child("status").Objects("containerStatuses");
}
