using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Sandbox.Kubernetes.Objects;

/// <summary>How JSON is read and written on the wire. The depth bound keeps a hostile body from exhausting the stack.</summary>
internal static class WireJson
{
    public const int MaxDepth = 100;

    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 2 * MaxDepth };

    public static JsonDocumentOptions Depth { get; } = new() { MaxDepth = 2 * MaxDepth };

    public static JsonDocumentOptions Hostile { get; } = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
}
