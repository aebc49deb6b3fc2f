using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Tables;

/// <summary>The columns of an event, whose name says nothing to people.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<Column> All { get; } =
    [
        new Column("Last Seen", (node, now) => Age.Show(node.Time("lastTimestamp"), now)),
        TableColumns.Text("Type", node => node.Text("type") ?? ""),
        TableColumns.Text("Reason", node => node.Text("reason") ?? ""),
        TableColumns.Text("Object", node => $"{node.Child("involvedObject").Text("kind")?.ToLowerInvariant()}/{node.Child("involvedObject").Text("name")}"),
        TableColumns.Text("Message", node => node.Text("message") ?? ""),
    ];
}
