using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Server.Api;

/// <summary>A boolean that clients also send as text: <c>"isRestricted": "false"</c>.</summary>
internal static class JsonFlag
{
    /// <summary>False when it is neither. A flag that is not there, null or blank is null.</summary>
    public static bool TryRead(JsonNode? node, out bool? flag)
    {
        (var isRead, flag) = node?.GetValueKind() switch
        {
            null => (true, (bool?)null),
            JsonValueKind.True => (true, true),
            JsonValueKind.False => (true, false),
            JsonValueKind.String when string.IsNullOrWhiteSpace(node.GetValue<string>()) => (true, null),
            JsonValueKind.String when bool.TryParse(node.GetValue<string>(), out var value) => (true, value),
            _ => (false, null),
        };
        return isRead;
    }
}
