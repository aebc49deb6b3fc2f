using System.Text.Json.Nodes;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>What a write led to. <paramref name="Changed"/> is false when the object already was as asked.</summary>
internal sealed record Written(JsonObject Object, bool Changed, bool Created = false, bool Gone = false);
