using System.Collections.Immutable;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.Writing;

namespace Slipway.Pipelines;

/// <summary>
/// Files of documents, the way Code Stream imports and exports them: YAML or JSON, one or many documents. Scalars of YAML have the
/// types of its 1.2 core schema, so <c>YES</c> is a text and <c>5</c> a number. Reading is bounded in time and memory for any
/// bytes and never throws: what is wrong is in the diagnostics.
/// </summary>
public static class DocumentFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="options">How; null for the usual.</param>
    public static ReadResult Read(string text, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new ReadOptions();
        var diagnostics = new DiagnosticList();
        return Read(SourceText.Read(text, options.MaxBytes, diagnostics), options, diagnostics);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">The file's bytes; anything but UTF-8 is an error with its place.</param>
    /// <param name="options">How; null for the usual.</param>
    public static ReadResult Read(ReadOnlyMemory<byte> utf8, ReadOptions? options = null)
    {
        options ??= new ReadOptions();
        var diagnostics = new DiagnosticList();
        return Read(SourceText.Read(utf8.Span, options.MaxBytes, diagnostics), options, diagnostics);
    }

    /// <summary>
    /// Writes a document as YAML, in the key order of Code Stream's exports. The same document gives the same text, and a change of
    /// one value changes its lines only. Reading the text gives the same document.
    /// </summary>
    public static string Write(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Write([document]);
    }

    /// <summary>Writes several documents as one file.</summary>
    public static string Write(IEnumerable<Document> documents) => YamlPrinter.Print(documents.Select(new DocumentTree(complete: false).Of));

    private static ReadResult Read(string? text, ReadOptions options, DiagnosticList diagnostics)
    {
        if (text is null)
        {
            return new ReadResult([], diagnostics.InDocumentOrder());
        }

        var sources = SourceDocuments.Read(text, diagnostics);
        if (sources.Count is 0 && !diagnostics.HasErrors)
        {
            diagnostics.Error(DiagnosticCodes.Empty, new Place(1, 1), "The file holds no document.", "A pipeline starts with 'project:', 'kind: PIPELINE' and 'name:'.");
        }

        return DocumentSet.Read(sources, text, options, diagnostics, needsKind: true);
    }
}
