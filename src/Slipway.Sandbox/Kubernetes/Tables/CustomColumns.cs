using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Tables;

/// <summary>The <c>additionalPrinterColumns</c> of a custom resource, or its age when it names none.</summary>
internal static class CustomColumns
{
    public static IReadOnlyList<Column> Of(ResourceKind kind, Column name, Column age)
    {
        var declared = (kind.PrinterColumns ?? []).OfType<JsonObject>()
            .Where(column => column.Text("name") is not null && column.Text("jsonPath") is not null)
            .Select(column => Read(column))
            .ToList();
        return declared.Count == 0 ? [name, age] : [name, .. declared];
    }

    private static Column Read(JsonObject column)
    {
        var steps = column.Text("jsonPath")!.Split('.', StringSplitOptions.RemoveEmptyEntries);
        var date = column.Text("type") == "date";
        return new Column(column.Text("name")!, (node, now) => date ? Age.Show(At(node, steps[..^1]).Time(steps[^1]), now) : At(node, steps[..^1])?[steps[^1]]?.DeepClone())
        {
            Type = date ? "string" : column.Text("type") ?? "string",
            Priority = column.Number("priority") ?? 0,
        };
    }

    private static JsonObject? At(JsonObject node, string[] steps) => node.At(steps);
}
