using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Schemas;

/// <summary>The marks of a custom resource, as its CRD's structural schema gives them. Unmarked lists are atomic, unmarked maps are not.</summary>
internal sealed class CustomSchema : FieldSchema
{
    private readonly JsonObject? schema;

    private CustomSchema(JsonObject? schema) => this.schema = schema;

    public static FieldSchema Root(JsonObject? schema) => new CustomSchema(schema);

    public override ListShape List => schema.Text("x-kubernetes-list-type") switch
    {
        "map" => new ListShape.Keyed([.. Keys()]),
        "set" => ListShape.Values,
        _ => ListShape.Whole,
    };

    public override bool AtomicMap => schema.Text("x-kubernetes-map-type") == "atomic";

    public override bool FreeMap => schema.Child("additionalProperties") is not null;

    public override FieldSchema Field(string name) => name == "metadata" && schema.Child("properties").Child("spec") is not null
        ? BuiltInSchema.Root.Field("metadata")
        : new CustomSchema(schema.Child("properties").Child(name) ?? schema.Child("additionalProperties"));

    public override FieldSchema Item() => new CustomSchema(schema.Child("items"));

    private IEnumerable<KeyField> Keys() =>
        from key in schema.Items("x-kubernetes-list-map-keys") ?? []
        let name = key.AsText()
        where name is not null
        select new KeyField(name, schema.Child("items").Child("properties").Child(name).Text("default"));
}
