using System.Collections.Immutable;
using Slipway.Pipelines;
using Slipway.Server.Api;
using Slipway.Server.Pipelines;
using Slipway.Server.Resources;

namespace Slipway.Server.Import;

/// <summary>Brings in files of documents in the name of whoever is at the door, API or page.</summary>
internal sealed class DocumentImport(PipelineInspection inspection, IEnumerable<IDocumentKind> kinds)
{
    /// <summary>The most bytes that a file may have.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Reads the file, looks at everything that can be looked at, then writes.</summary>
    public async Task<ImportResult> RunAsync(ReadOnlyMemory<byte> file, ImportAction action, CancellationToken cancellationToken)
    {
        var read = await inspection.ReadAsync(file, cancellationToken);
        if (read.HasErrors)
        {
            return new ImportResult([], read.Diagnostics, Problem.BadRequest(string.Join('\n', read.Diagnostics.Select(diagnostic => diagnostic.ToString()))));
        }

        // Everything is looked at before anything is written.
        var steps = new List<(Document Document, IDocumentKind Kind, ImportStep Step)>();
        foreach (var document in read.Documents)
        {
            var kind = kinds.First(known => known.Facts.DocumentKind == document.Kind);
            var (step, problem) = await kind.PrepareAsync(document, action, cancellationToken);
            if (problem is not null)
            {
                return new ImportResult([], read.Diagnostics, problem with { Message = read.Documents.Length == 1 ? problem.Message : $"{document.Kind} '{document.Name}': {problem.Message} Nothing was imported." });
            }

            steps.Add((document, kind, step!));
        }

        var problems = new Dictionary<Document, Problem?>(ReferenceEqualityComparer.Instance);
        foreach (var (document, _, step) in steps.OrderBy(step => step.Kind.Facts.ImportOrder))
        {
            problems[document] = await step.ApplyAsync(cancellationToken);
        }

        return new ImportResult([.. steps.Select(step => new ImportedDocument(step.Document, step.Step.Status, problems[step.Document]))], read.Diagnostics, null);
    }
}

/// <summary>What came of a file.</summary>
/// <param name="Documents">What became of each of its documents; empty when nothing was written.</param>
/// <param name="Diagnostics">What there is to say of the file, by line.</param>
/// <param name="Refusal">Why nothing was written; null when the documents say it themselves.</param>
internal sealed record ImportResult(ImmutableArray<ImportedDocument> Documents, ImmutableArray<Diagnostic> Diagnostics, Problem? Refusal);

/// <summary>What became of one document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Status"><c>CREATED</c> or <c>UPDATED</c>, when nothing went wrong.</param>
/// <param name="Problem">What went wrong.</param>
internal sealed record ImportedDocument(Document Document, string Status, Problem? Problem);
