using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Tables;

/// <summary>One column of what <c>kubectl get</c> prints. Columns of a priority above 0 show with <c>-o wide</c> only.</summary>
internal sealed record Column(string Name, Func<JsonObject, DateTimeOffset, JsonNode?> Read)
{
    public string Type { get; init; } = "string";

    public string Format { get; init; } = "";

    public int Priority { get; init; }

    public JsonObject Definition() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Name,
        ["priority"] = Priority,
    };
}
