using System.Text;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Discovery;

/// <summary>
/// The OpenAPI v2 document in the protobuf form that kubectl reads: no schemas, only that every kind's PATCH takes <c>dryRun</c>.
/// Source of the field numbers: openapiv2/OpenAPIv2.proto of google/gnostic.
/// </summary>
internal static class GnosticDocument
{
    public static byte[] Of(IReadOnlyList<ResourceKind> kinds) => Message(
        Text(1, "2.0"),
        Field(2, Message(Text(1, "Kubernetes"), Text(2, "v1.32.0"))),
        Field(8, Message([.. kinds.Select(kind => Field(2, Message(Text(1, $"/{kind.GroupVersion}/{kind.Plural}/{{name}}"), Field(2, Field(8, Patch(kind))))))])));

    /// <summary>An Operation: parameters are field 8, vendor extensions field 13.</summary>
    private static byte[] Patch(ResourceKind kind) => Message(
        Field(8, Field(1, Field(2, Field(3, Message(Text(2, "query"), Text(4, "dryRun")))))),
        Field(13, Message(
            Text(1, "x-kubernetes-group-version-kind"),
            Field(2, Text(2, $"group: \"{kind.Group}\"\nversion: {kind.Version}\nkind: {kind.Kind}\n")))));

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Text(int number, string value) => Field(number, Encoding.UTF8.GetBytes(value));

    private static byte[] Field(int number, byte[] value)
    {
        var field = new List<byte> { (byte)((number << 3) | 2) };
        var length = (uint)value.Length;
        for (; length >= 0x80; length >>= 7)
        {
            field.Add((byte)(length | 0x80));
        }

        field.Add((byte)length);
        field.AddRange(value);
        return [.. field];
    }
}
