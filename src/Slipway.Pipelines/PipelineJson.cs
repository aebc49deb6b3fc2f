using System.Text.Json.Nodes;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines;

/// <summary>Pipelines as JSON, the way Code Stream's API sends them: the same document as in YAML, with the same checks.</summary>
public static class PipelineJson
{
    /// <summary>
    /// Reads the body of a request. <c>kind</c> may be left out; what only the server knows (<c>id</c>, <c>_link</c> and so on) is
    /// ignored. JSON carries no places, so diagnostics stand at 0:0 and say in words what they mean.
    /// </summary>
    /// <param name="json">The body.</param>
    /// <param name="taskTypes">The task types that can run here; with null any type is accepted.</param>
    public static ReadResult Read(JsonObject json, IReadOnlySet<string>? taskTypes = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var diagnostics = new DiagnosticList();
        var pipeline = JsonSource.Read(json, diagnostics) is { } document
            ? PipelineReader.Read(document, new ReadContext(diagnostics, Text: null, taskTypes), needsKind: false)
            : null;
        return new ReadResult(diagnostics.HasErrors || pipeline is null ? [] : [pipeline], diagnostics.InDocumentOrder());
    }

    /// <summary>The pipeline as the API shows it: <c>kind</c> and empty values included.</summary>
    public static JsonObject Write(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return new PipelineTree(complete: true).Of(pipeline);
    }
}
