using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Patch;
using Slipway.Sandbox.Kubernetes.Resources;
using Slipway.Sandbox.Kubernetes.Schemas;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>A patch of one of the three kinds that start from the live object.</summary>
internal static class PatchBody
{
    public const string ApplyYaml = "application/apply-patch+yaml";
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";

    public static bool Known(string mediaType, ResourceKind kind) =>
        mediaType is ApplyYaml or Json or Merge || (mediaType == Strategic && !kind.Custom);

    public static ApiFailure Unknown(ResourceKind kind) =>
        ApiFailure.UnsupportedMediaType(string.Join(", ", kind.Custom ? [Json, Merge, ApplyYaml] : (string[])[Json, Merge, Strategic, ApplyYaml]));

    public static Outcome<JsonObject> Apply(string mediaType, JsonObject live, JsonNode patch, ResourceKind kind) => (mediaType, patch) switch
    {
        (Json, JsonArray operations) => JsonPatch.Apply(live, operations),
        (Merge, JsonObject) => (JsonObject)MergePatch.Apply(live, patch)!,
        (Strategic, JsonObject changes) => StrategicMerge.Apply(live, changes, FieldSchema.Of(kind)),
        _ => ApiFailure.BadRequest($"error decoding patch: {mediaType} needs {(mediaType == Json ? "a list of operations" : "an object")}"),
    };
}
