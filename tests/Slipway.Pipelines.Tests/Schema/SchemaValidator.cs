using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NJsonSchema;
using Slipway.Pipelines.Schema;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Tests.Schema;

/// <summary>A JSON Schema validator of somebody else's, with our schema in it.</summary>
internal static class SchemaValidator
{
    private static readonly ImmutableDictionary<Strictness, Task<JsonSchema>> Schemas = Enum.GetValues<Strictness>()
        .ToImmutableDictionary(s => s, s => JsonSchema.FromJsonAsync(DocumentSchema.Create(s).ToJsonString()));

    /// <summary>Whether the schema accepts every document of a file.</summary>
    public static async Task<bool> AcceptsAsync(string yaml, Strictness strictness = Strictness.Import)
    {
        var schema = await Schemas[strictness];
        return Documents(yaml).All(d => schema.Validate(d?.ToJsonString() ?? "null").Count is 0);
    }

    /// <summary>As an editor sees them: with the types that the language gives to plain scalars.</summary>
    private static IEnumerable<JsonNode?> Documents(string yaml)
    {
        var diagnostics = new DiagnosticList();
        var documents = YamlSource.Read(yaml, diagnostics);
        return diagnostics.HasErrors
            ? throw new ArgumentException($"No YAML: {string.Join('\n', diagnostics.InDocumentOrder())}")
            : documents.Select(d => JsonSource.ToJson(d));
    }
}
