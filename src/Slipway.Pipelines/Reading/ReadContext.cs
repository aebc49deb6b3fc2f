using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>What every reader needs besides its map.</summary>
/// <param name="Diagnostics">Where problems go.</param>
/// <param name="Text">The source, for places inside a text; null where there is none.</param>
/// <param name="TaskTypes">The task types that can run; null when any will do.</param>
internal sealed record ReadContext(DiagnosticList Diagnostics, string? Text, IReadOnlySet<string>? TaskTypes)
{
    /// <summary>Whether expressions and conditions are looked at; not where a document was accepted before.</summary>
    public bool ChecksReferences { get; init; } = true;
}
