using Slipway.Pipelines;
using Slipway.Pipelines.Documents;

namespace Slipway.Cli.Validate;

/// <summary>All documents of all files, which each of them is held against.</summary>
internal sealed class Surroundings
{
    private readonly Dictionary<string, ProjectContents> _projects;
    private readonly Dictionary<(string Kind, string Project, string Name), (string File, int Line, int Column)> _firsts = [];

    /// <param name="files">The files.</param>
    /// <param name="isComplete">Whether there is nothing beside them.</param>
    public Surroundings(IReadOnlyList<CheckedFile> files, bool isComplete)
    {
        IsComplete = isComplete;
        foreach (var file in files)
        {
            for (var i = 0; i < file.Result.Documents.Length; i++)
            {
                var (line, column) = file.Result.PlaceOf(i);
                _firsts.TryAdd(Key(file.Result.Documents[i]), (file.Name, line, column));
            }
        }

        var documents = files.SelectMany(f => f.Result.Documents).ToList();
        _projects = documents.Select(d => d.Project).Distinct(StringComparer.Ordinal)
            .ToDictionary(p => p, p => Contents([.. documents.Where(d => d.Project == p || IsOfEveryProject(d))]), StringComparer.Ordinal);
    }

    public bool IsComplete { get; }

    /// <summary>What there is to say of a file, in the order of its text.</summary>
    public IEnumerable<Finding> FindingsOf(CheckedFile file) =>
        file.Result.CheckAgainst(_projects).Diagnostics
            .Concat(Twice(file))
            .OrderBy(d => (d.Line, d.Column))
            .Select(d => new Finding(file.Name, Discretion.Keep(d, file.Result.KindAt(d.Line, d.Column))));

    /// <summary>Documents that another file has already; the language tells of those in the same file.</summary>
    private IEnumerable<Diagnostic> Twice(CheckedFile file)
    {
        for (var i = 0; i < file.Result.Documents.Length; i++)
        {
            var document = file.Result.Documents[i];
            var first = _firsts[Key(document)];
            if (first.File != file.Name)
            {
                var (line, column) = file.Result.PlaceOf(i);
                yield return new Diagnostic(
                    DiagnosticCodes.DocumentTwice,
                    Severity.Error,
                    line,
                    column,
                    $"This is the second {document.Kind} '{document.Name}' of project '{document.Project}'; the first is at {first.File}:{first.Line}:{first.Column}.",
                    "Names are unique within a project; rename one, or take it out.");
            }
        }
    }

    private ProjectContents Contents(IReadOnlyList<Document> documents) => new()
    {
        IsComplete = IsComplete,
        Endpoints = Names<EndpointDocument>(documents),
        Variables = Names<VariableDocument>(documents),
        CustomIntegrations = Names<CustomIntegrationDocument>(documents),
        Pipelines = documents.OfType<Pipeline>().DistinctBy(p => p.Name).ToDictionary(p => p.Name, StringComparer.Ordinal),
    };

    private static HashSet<string> Names<T>(IEnumerable<Document> documents)
        where T : Document => documents.OfType<T>().Select(d => d.Name).ToHashSet(StringComparer.Ordinal);

    private static bool IsOfEveryProject(Document document) => document is CustomIntegrationDocument { Project.Length: 0 };

    private static (string Kind, string Project, string Name) Key(Document document) => (document.Kind, document.Project, document.Name);
}
