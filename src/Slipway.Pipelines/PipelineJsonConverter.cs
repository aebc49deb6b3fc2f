using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines;

/// <summary>
/// Makes <see cref="JsonSerializer"/> write pipelines as <see cref="DocumentJson.Write"/> does, and read them back. It is for our own
/// data, such as the snapshot of an execution: only the shape has to be right, so that what an older version accepted stays readable
/// when checks become stricter. What comes from outside goes through <see cref="DocumentJson.Read"/>.
/// </summary>
public sealed class PipelineJsonConverter : JsonConverter<Pipeline>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON has not the shape of a pipeline.</exception>
    public override Pipeline Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var diagnostics = new DiagnosticList();
        var pipeline = JsonNode.Parse(ref reader) is { } json && JsonSource.Read(json, diagnostics) is { } document
            ? DocumentReader.Read(document, new ReadContext(diagnostics, Text: null, new ReadOptions()) { ChecksMeaning = false }, needsKind: false) as Pipeline
            : null;
        var wrong = diagnostics.InDocumentOrder().FirstOrDefault(d => d.Code is DiagnosticCodes.WrongType or DiagnosticCodes.UnknownKind or DiagnosticCodes.TooLarge or DiagnosticCodes.DuplicateKey);
        return pipeline is not null && wrong is null ? pipeline : throw new JsonException($"This is no pipeline. {wrong?.Message}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Pipeline value, JsonSerializerOptions options) => DocumentJson.Write(value).WriteTo(writer);
}
