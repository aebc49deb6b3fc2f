using System.Collections.Immutable;
using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Editing;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads the documents of one file.</summary>
internal static class DocumentSet
{
    public static ReadResult Read(IReadOnlyList<SourceNode> sources, string? text, ReadOptions options, DiagnosticList diagnostics, bool needsKind)
    {
        var documents = ImmutableArray.CreateBuilder<Document>();
        var uses = ImmutableArray.CreateBuilder<ImmutableArray<Use>>();
        var seen = new HashSet<(string Kind, string Project, string Name)>();
        var budget = new CheckBudget();
        var lines = new Lazy<LineIndex>(() => new LineIndex(text ?? ""));
        foreach (var source in sources)
        {
            var context = new ReadContext(diagnostics, text, options) { Budget = budget, Lines = lines };
            if (DocumentReader.Read(source, context, needsKind) is not { } document)
            {
                continue;
            }

            documents.Add(document);
            uses.Add([.. context.Uses]);
            if (document.Name.Length > 0 && !seen.Add((document.Kind, document.Project, document.Name)))
            {
                diagnostics.Error(
                    DiagnosticCodes.DocumentTwice,
                    source.Place,
                    $"This is the second {document.Kind} '{MapReader.Shown(document.Name)}' of project '{MapReader.Shown(document.Project)}' in the file.",
                    "Names are unique within a project; rename one, or take it out.");
            }
        }

        Write(documents, text is null || documents.Count != sources.Count ? null : WrittenText.Split(text, sources.Count));
        return new ReadResult(diagnostics.HasErrors ? [] : documents.ToImmutable(), diagnostics.InDocumentOrder(sources))
        {
            Sketch = sources.Count == 1 && documents is [Pipeline only] ? only : null,
            Uses = uses.ToImmutable(),
            Sources = sources,
            Options = options,
        };
    }

    private static void Write(ImmutableArray<Document>.Builder documents, IReadOnlyList<string>? texts)
    {
        for (var at = 0; at < texts?.Count; at++)
        {
            if (documents[at] is Pipeline pipeline)
            {
                documents[at] = pipeline with { Text = texts[at] };
            }
        }
    }
}
