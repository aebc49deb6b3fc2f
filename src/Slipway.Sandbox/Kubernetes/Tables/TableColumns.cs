using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Selection;

namespace Slipway.Sandbox.Kubernetes.Tables;

/// <summary>The columns of each kind. Source: k8s.io/kubernetes/pkg/printers/internalversion.</summary>
internal static class TableColumns
{
    private static readonly Column Name = new("Name", (node, _) => node.Name()) { Format = "name" };
    private static readonly Column AgeColumn = new("Age", (node, now) => Age.Show(node.Child("metadata").Time("creationTimestamp"), now));

    public static IReadOnlyList<Column> Of(ResourceKind kind) => kind.Custom
        ? CustomColumns.Of(kind, Name, AgeColumn)
        : kind.Kind == "Event" ? EventColumns.All : [Name, .. OfBuiltIn(kind)];

    private static IEnumerable<Column> OfBuiltIn(ResourceKind kind) => kind.Kind switch
    {
        "Pod" => [.. PodColumns.Before, AgeColumn, .. PodColumns.After],
        "Deployment" =>
        [
            Text("Ready", node => $"{Status(node, "readyReplicas")}/{Spec(node, "replicas")}"),
            Whole("Up-to-date", node => Status(node, "updatedReplicas")),
            Whole("Available", node => Status(node, "availableReplicas")),
            AgeColumn, .. Containers, Selector,
        ],
        "ReplicaSet" or "ReplicationController" =>
        [
            Whole("Desired", node => Spec(node, "replicas")), Whole("Current", node => Status(node, "replicas")), Whole("Ready", node => Status(node, "readyReplicas")),
            AgeColumn, .. Containers, Selector,
        ],
        "StatefulSet" => [Text("Ready", node => $"{Status(node, "readyReplicas")}/{Spec(node, "replicas")}"), AgeColumn, .. Containers],
        "DaemonSet" =>
        [
            Whole("Desired", node => Status(node, "desiredNumberScheduled")), Whole("Current", node => Status(node, "currentNumberScheduled")),
            Whole("Ready", node => Status(node, "numberReady")), Whole("Up-to-date", node => Status(node, "updatedNumberScheduled")),
            Whole("Available", node => Status(node, "numberAvailable")), Text("Node Selector", _ => "<none>"), AgeColumn, .. Containers, Selector,
        ],
        "Job" =>
        [
            Text("Status", JobStatus), Text("Completions", node => $"{Status(node, "succeeded")}/{Spec(node, "completions")}"),
            new Column("Duration", (node, now) => Age.Show(node.Child("status").Time("startTime"), node.Child("status").Time("completionTime") ?? now)), AgeColumn, .. Containers,
        ],
        "CronJob" =>
        [
            Text("Schedule", node => node.Child("spec").Text("schedule") ?? ""), Text("Timezone", node => node.Child("spec").Text("timeZone") ?? "<none>"),
            Text("Suspend", node => node.Child("spec").Flag("suspend") ? "True" : "False"),
            Whole("Active", node => node.Child("status").Items("active")?.Count ?? 0), Text("Last Schedule", _ => "<none>"), AgeColumn,
        ],
        "Service" =>
        [
            Text("Type", node => node.Child("spec").Text("type") ?? ""), Text("Cluster-IP", node => node.Child("spec").Text("clusterIP") ?? "<none>"),
            Text("External-IP", node => node.At("status", "loadBalancer").Objects("ingress").FirstOrDefault().Text("ip") ?? "<none>"),
            Text("Port(s)", Ports), AgeColumn, Selector,
        ],
        "Namespace" => [Text("Status", node => node.Child("status").Text("phase") ?? ""), AgeColumn],
        "Node" =>
        [
            Text("Status", _ => "Ready"), Text("Roles", _ => "control-plane"), AgeColumn,
            Text("Version", node => node.At("status", "nodeInfo").Text("kubeletVersion") ?? ""),
        ],
        "ConfigMap" => [Whole("Data", node => (node.Child("data")?.Count ?? 0) + (node.Child("binaryData")?.Count ?? 0)), AgeColumn],
        "Secret" => [Text("Type", node => node.Text("type") ?? ""), Whole("Data", node => node.Child("data")?.Count ?? 0), AgeColumn],
        "ServiceAccount" => [Whole("Secrets", node => node.Items("secrets")?.Count ?? 0), AgeColumn],
        "Ingress" =>
        [
            Text("Class", node => node.Child("spec").Text("ingressClassName") ?? "<none>"),
            Text("Hosts", node => string.Join(',', node.Child("spec").Objects("rules").Select(rule => rule.Text("host") ?? "*"))),
            Text("Address", _ => ""), Text("Ports", node => node.Child("spec").Objects("tls").Any() ? "80, 443" : "80"), AgeColumn,
        ],
        "PersistentVolumeClaim" =>
        [
            Text("Status", node => node.Child("status").Text("phase") ?? "Pending"), Text("Volume", node => node.Child("spec").Text("volumeName") ?? ""),
            Text("Capacity", node => node.At("status", "capacity").Text("storage") ?? ""),
            Text("Access Modes", node => string.Join(',', node.Child("spec").Items("accessModes")?.Select(mode => mode.AsText()) ?? [])),
            Text("StorageClass", node => node.Child("spec").Text("storageClassName") ?? ""), AgeColumn,
        ],
        "CustomResourceDefinition" or "ClusterRole" or "Role" =>
            [new Column("Created At", (node, _) => node.Child("metadata").Text("creationTimestamp")) { Type = "date" }],
        _ => [AgeColumn],
    };

    public static Column Text(string name, Func<JsonObject, string> read, int priority = 0) => new(name, (node, _) => read(node)) { Priority = priority };

    public static Column Whole(string name, Func<JsonObject, int> read) => new(name, (node, _) => read(node)) { Type = "integer" };

    private static IReadOnlyList<Column> Containers { get; } =
    [
        Text("Containers", node => string.Join(',', PodTemplates.PodSpec(node).Objects("containers").Select(container => container.Text("name"))), 1),
        Text("Images", node => string.Join(',', PodTemplates.PodSpec(node).Objects("containers").Select(container => container.Text("image"))), 1),
    ];

    private static Column Selector { get; } = Text("Selector", node =>
    {
        var selector = node.At("spec", "selector");
        return selector is null ? "<none>"
            : node.Text("kind") is "Service" or "ReplicationController" ? string.Join(',', node.Child("spec").Texts("selector").Select(pair => $"{pair.Key}={pair.Value}"))
            : LabelSelector.From(selector).ToString();
    }, 1);

    private static int Status(JsonObject node, string name) => node.Child("status").Number(name) ?? 0;

    private static int Spec(JsonObject node, string name) => node.Child("spec").Number(name) ?? 0;

    private static string JobStatus(JsonObject node) =>
        node.Child("status").Objects("conditions").FirstOrDefault(condition => condition.Text("status") == "True").Text("type") ?? "Running";

    private static string Ports(JsonObject node) => string.Join(',', node.Child("spec").Objects("ports").Select(port =>
        port.Number("nodePort") is { } nodePort and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{port.Number("port")}:{nodePort}/{port.Text("protocol")}")
            : string.Create(CultureInfo.InvariantCulture, $"{port.Number("port")}/{port.Text("protocol")}")));
}
