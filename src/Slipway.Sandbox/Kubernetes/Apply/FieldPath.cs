using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Apply;

/// <summary>Shows one path element the way conflict messages do.</summary>
internal static class FieldPath
{
    public static string Show(string element) => element[..2] switch
    {
        "f:" => $".{element[2..]}",
        "k:" => $"[{string.Join(',', Keys(element[2..]))}]",
        "v:" => $"[={element[2..]}]",
        _ => $"[{element}]",
    };

    private static IEnumerable<string> Keys(string json) =>
        (JsonNode.Parse(json) as JsonObject ?? []).Select(key => $"{key.Key}={key.Value?.ToJsonString(WireJson.Options) ?? "null"}");
}
