using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Storage;

/// <summary>
/// One object at one revision, kept as the bytes that go out. Nothing here ever changes, so every thread may read it;
/// whoever wants to change it reads a copy of its own.
/// </summary>
internal sealed class StoredObject
{
    public StoredObject(ObjectKey key, long revision, JsonObject node)
    {
        Key = key;
        Revision = revision;
        Labels = node.Child("metadata").Texts("labels");
        Owners = [.. node.Child("metadata").Objects("ownerReferences").Select(owner => owner.Text("uid")).OfType<string>()];
        Controller = node.ControllerReference().Text("uid");
        Uid = node.Uid();
        Json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(node, WireJson.Options);
    }

    public ObjectKey Key { get; }

    public long Revision { get; }

    public string Uid { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public IReadOnlyList<string> Owners { get; }

    public string? Controller { get; }

    public ReadOnlyMemory<byte> Json { get; }

    public JsonObject Read() => (JsonObject)JsonNode.Parse(Json.Span, null, WireJson.Depth)!;
}
