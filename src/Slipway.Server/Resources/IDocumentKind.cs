using Slipway.Pipelines;
using Slipway.Server.Api;

namespace Slipway.Server.Resources;

/// <summary>A kind of document, as files bring it in and take it out.</summary>
internal interface IDocumentKind
{
    /// <summary>What is fixed about it.</summary>
    KindFacts Facts { get; }

    /// <summary>Looks at everything that can be looked at before anything is written.</summary>
    Task<(ImportStep? Step, Problem? Problem)> PrepareAsync(Document document, ImportAction action, CancellationToken cancellationToken);

    /// <summary>Those that the caller may look at, without their secrets.</summary>
    /// <param name="names">Of these names; null for all.</param>
    /// <param name="project">Of this project; null for all.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<Document>> ExportAsync(IReadOnlySet<string>? names, string? project, CancellationToken cancellationToken);

    /// <summary>All of them with what they name, for finding out who uses what.</summary>
    Task<IReadOnlyList<Document>> OfProjectAsync(string project, CancellationToken cancellationToken);
}

/// <summary>What an import does with what is there already.</summary>
internal enum ImportAction
{
    /// <summary>It is an error.</summary>
    Create,

    /// <summary>It is replaced; what is not there is made.</summary>
    Apply,

    /// <summary>It is replaced; what is not there is an error.</summary>
    Update,
}

/// <summary>A document that is ready to be written.</summary>
/// <param name="Status">What is told when it was: <c>CREATED</c> or <c>UPDATED</c>.</param>
/// <param name="ApplyAsync">Writes it; what comes back is why not.</param>
internal sealed record ImportStep(string Status, Func<CancellationToken, Task<Problem?>> ApplyAsync);
