using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>What every reader and check needs besides its map.</summary>
/// <param name="Diagnostics">Where problems go.</param>
/// <param name="Text">The source, for places inside a text; null where there is none.</param>
/// <param name="Options">How strict to be.</param>
internal sealed record ReadContext(DiagnosticList Diagnostics, string? Text, ReadOptions Options)
{
    /// <summary>Whether more than the shape is looked at; not where a document was accepted before.</summary>
    public bool ChecksMeaning { get; init; } = true;

    /// <summary>What checking the file may still cost; shared by its documents.</summary>
    public CheckBudget Budget { get; init; } = new();

    /// <summary>Where the lines of <see cref="Text"/> start; shared by its documents.</summary>
    public Lazy<LineIndex> Lines { get; init; } = new(() => new LineIndex(Text ?? ""));

    /// <summary>What the documents name outside of themselves, for <see cref="ReadResult.CheckAgainst"/>.</summary>
    public List<Use> Uses { get; } = [];

    /// <summary>A warning on import, an error in the editor.</summary>
    public void Graded(string code, Place place, string message, Func<string?> hint)
    {
        if (Options.Strictness is Strictness.Editor)
        {
            Diagnostics.Error(code, place, message, hint);
        }
        else
        {
            Diagnostics.Warning(code, place, message, hint);
        }
    }

    /// <inheritdoc cref="Graded(string, Place, string, Func{string?})"/>
    public void Graded(string code, Place place, string message, string? hint = null) => Graded(code, place, message, () => hint);
}
