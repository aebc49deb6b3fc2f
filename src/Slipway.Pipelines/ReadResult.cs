using System.Collections.Immutable;
using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines;

/// <summary>What reading a file gave: its documents when it has no errors, and everything there is to say of it.</summary>
/// <param name="Documents">In the order of the file; empty when there is an error.</param>
/// <param name="Diagnostics">Errors and warnings, in the order of the file.</param>
public sealed record ReadResult(ImmutableArray<Document> Documents, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether any diagnostic is an error.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity is Severity.Error);

    /// <summary>The pipelines among <see cref="Documents"/>.</summary>
    public IEnumerable<Pipeline> Pipelines => Documents.OfType<Pipeline>();

    /// <summary>
    /// The pipeline that the file holds as far as it can be made out, for editors that show it while it is being written: it may have errors, and is
    /// not to be run or kept then. Null where the file holds something else, or nothing that can be read.
    /// </summary>
    public Pipeline? Sketch { get; init; }

    /// <summary>What the documents name outside of themselves; in the order of <see cref="Documents"/>.</summary>
    internal ImmutableArray<ImmutableArray<Use>> Uses { get; init; } = [];

    /// <summary>The documents as they were written, for paths of diagnostics.</summary>
    internal IReadOnlyList<SourceNode> Sources { get; init; } = [];

    /// <summary>How the file was read.</summary>
    internal ReadOptions Options { get; init; } = new();

    /// <summary>Where a document starts in the file, line and column from 1; 0 and 0 where it was no file.</summary>
    /// <param name="document">Its index in <see cref="Documents"/>.</param>
    public (int Line, int Column) PlaceOf(int document) => (Sources[document].Place.Line, Sources[document].Place.Column);

    /// <summary>What <c>kind</c> says in the document at a place of the file, also where it has errors; null where that is not known.</summary>
    public string? KindAt(int line, int column) =>
        (Sources.LastOrDefault(s => (s.Place.Line, s.Place.Column).CompareTo((line, column)) <= 0)?.Child("kind") as SourceScalar)?.Text;

    /// <summary>
    /// Holds what the documents name outside of themselves (endpoints, variables, other pipelines) against what their projects
    /// have. The documents themselves must be among the projects' contents for circles through them to be found.
    /// </summary>
    /// <param name="projects">Contents by the project's name; documents of other projects are not checked.</param>
    /// <returns>The same result with more diagnostics.</returns>
    public ReadResult CheckAgainst(IReadOnlyDictionary<string, ProjectContents> projects)
    {
        ArgumentNullException.ThrowIfNull(projects);
        var diagnostics = new DiagnosticList();
        var context = new ReadContext(diagnostics, Text: null, Options);
        var checks = projects.ToDictionary(project => project.Key, project => new ProjectCheck(project.Value, context), StringComparer.Ordinal);
        foreach (var (document, uses) in Documents.Zip(Uses))
        {
            checks.GetValueOrDefault(document.Project)?.Run(document, uses);
        }

        return this with
        {
            Documents = diagnostics.HasErrors ? [] : Documents,
            Diagnostics = [.. Diagnostics.Concat(diagnostics.InDocumentOrder(Sources)).OrderBy(d => (d.Line, d.Column))],
        };
    }
}
