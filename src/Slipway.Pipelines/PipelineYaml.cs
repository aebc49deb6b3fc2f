using System.Collections.Immutable;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines;

/// <summary>
/// Pipelines as YAML, the way Code Stream imports and exports them: one or many documents, each <c>kind: PIPELINE</c>.
/// Scalars have the types of YAML 1.2's core schema, so <c>YES</c> is a text and <c>5</c> a number. Reading is bounded in
/// time and memory for any bytes and never throws: what is wrong is in the diagnostics.
/// </summary>
public static class PipelineYaml
{
    /// <summary>Bytes that are read when the caller does not say: 10 MiB.</summary>
    public const int MaxBytes = SourceLimits.Bytes;

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="maxBytes">The most bytes (as UTF-8) that are read.</param>
    /// <param name="taskTypes">The task types that can run here; with null any type is accepted.</param>
    public static ReadResult Read(string text, int maxBytes = MaxBytes, IReadOnlySet<string>? taskTypes = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var diagnostics = new DiagnosticList();
        return Read(SourceText.Read(text, maxBytes, diagnostics), taskTypes, diagnostics);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">The file's bytes; anything but UTF-8 is an error with its place.</param>
    /// <param name="maxBytes">The most bytes that are read.</param>
    /// <param name="taskTypes">The task types that can run here; with null any type is accepted.</param>
    public static ReadResult Read(ReadOnlyMemory<byte> utf8, int maxBytes = MaxBytes, IReadOnlySet<string>? taskTypes = null)
    {
        var diagnostics = new DiagnosticList();
        return Read(SourceText.Read(utf8.Span, maxBytes, diagnostics), taskTypes, diagnostics);
    }

    /// <summary>
    /// Writes a pipeline in the key order of Code Stream's exports. The same pipeline gives the same text, and a change of one
    /// value changes its lines only. Reading the text gives the same pipeline.
    /// </summary>
    public static string Write(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return Write([pipeline]);
    }

    /// <summary>Writes several pipelines as one file.</summary>
    public static string Write(IEnumerable<Pipeline> pipelines) => YamlPrinter.Print(pipelines.Select(new PipelineTree(complete: false).Of));

    private static ReadResult Read(string? text, IReadOnlySet<string>? taskTypes, DiagnosticList diagnostics)
    {
        if (text is null)
        {
            return new ReadResult([], diagnostics.InDocumentOrder());
        }

        var documents = YamlSource.Read(text, diagnostics);
        if (documents.Count is 0 && !diagnostics.HasErrors)
        {
            diagnostics.Error(DiagnosticCodes.Empty, new Place(1, 1), "The file holds no document.", "A pipeline starts with 'project:', 'kind: PIPELINE' and 'name:'.");
        }

        var context = new ReadContext(diagnostics, text, taskTypes);
        ImmutableArray<Pipeline> pipelines = [.. documents.Select(d => PipelineReader.Read(d, context, needsKind: true)).OfType<Pipeline>()];
        return new ReadResult(diagnostics.HasErrors ? [] : pipelines, diagnostics.InDocumentOrder());
    }
}
