using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Editing;

/// <summary>JSON in which the order of keys means something, as it does in a document.</summary>
internal static class Ordered
{
    /// <summary>Whether both would be written alike.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) => one?.ToJsonString() == other?.ToJsonString();
}
