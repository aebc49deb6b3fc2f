using System.Text.Json.Nodes;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines;

/// <summary>Documents as JSON trees, the way Code Stream's API sends them: the same document as in a file, with the same checks.</summary>
public static class DocumentJson
{
    /// <summary>
    /// Reads a document. <c>kind</c> may be left out and is a pipeline then; what only the server knows (<c>id</c>, <c>_link</c> and so
    /// on) is ignored. A tree carries no places, so diagnostics stand at 0:0 and say in words what they mean.
    /// </summary>
    /// <param name="json">The document.</param>
    /// <param name="options">How; null for the usual.</param>
    public static ReadResult Read(JsonObject json, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var diagnostics = new DiagnosticList();
        IReadOnlyList<SourceNode> sources = JsonSource.Read(json, diagnostics) is { } document ? [document] : [];
        return DocumentSet.Read(sources, text: null, options ?? new ReadOptions(), diagnostics, needsKind: false);
    }

    /// <summary>The document as the API shows it: <c>kind</c> and empty values included.</summary>
    public static JsonObject Write(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new DocumentTree(complete: true).Of(document);
    }
}
