using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Schema;

/// <summary>
/// The language as a JSON Schema (draft-07), for editors: what may be written where, and what it means. It is made of the tables that
/// documents are checked with. What it refuses <see cref="DocumentFile"/> refuses too; the other way round it cannot see what one
/// part of a document says of another.
/// </summary>
/// <remarks>
/// What depends on a word beside it (a document on its <c>kind</c>, a task on its <c>type</c>) is an alternative with that one word, and not
/// if/then: every validator knows alternatives, and editors tell them apart by such a word.
/// </remarks>
public static class DocumentSchema
{
    /// <summary>Makes the schema: the same one every time, in the order of the language.</summary>
    /// <param name="strictness">
    /// For <see cref="Strictness.Editor"/> the keys without which a task cannot run must be there, and its name must be in the
    /// letters of Code Stream.
    /// </param>
    public static JsonObject Create(Strictness strictness = Strictness.Import)
    {
        var kinds = ResourceSchemas.All.Prepend(PipelineSchema.Definition).ToList();
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Slipway documents",
            ["description"] = "Pipelines and what belongs to them, as Code Stream imports and exports them.",
            ["type"] = "object",
            ["required"] = Shape.Names(["kind"]),
            ["properties"] = Shape.Properties([("kind", Shape.With(Shape.Of("What the document is.", "string"), ("enum", Shape.Names(DocumentKinds.All.Concat(DocumentKinds.Aliases.Keys.Order(StringComparer.Ordinal))))))]),
            ["anyOf"] = new JsonArray([.. kinds.Select(k => Shape.Ref(k.Name))]),
            ["definitions"] = Shape.Properties(
            [
                .. kinds.Select(k => (k.Name, k.Schema)),
                ("stage", PipelineSchema.Stage(strictness)),
                ("task", TaskSchema.Task()),
                .. TaskSchema.Types(strictness),
            ]),
        };
    }

    /// <summary>One kind of document: what all have, and what is its own.</summary>
    internal static JsonObject Kind(string kind, string title, string description, IEnumerable<string> required, params IEnumerable<(string Key, JsonObject Schema)> keys)
    {
        var aliases = DocumentKinds.Aliases.Where(a => a.Value == kind).Select(a => a.Key).Order(StringComparer.Ordinal);
        var schema = Shape.Item(
            description,
            [.. required, "kind", "name"],
            [
                ("project", Shape.Text("The name of the project that owns it.")),
                ("kind", Shape.With(Shape.Enum([kind, .. aliases]), ("description", description))),
                ("name", Shape.Name("Unique within the project.")),
                ("description", Shape.Text("Free text.")),
                .. keys,
            ]);
        schema.Insert(0, "title", title);
        if (required.Contains("project"))
        {
            schema["properties"]!["project"] = Shape.Name("The name of the project that owns it.");
        }

        return schema;
    }
}
