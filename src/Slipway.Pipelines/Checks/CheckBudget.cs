using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>What checking one file may still cost. A file over a bound is refused, and the rest of it is not checked.</summary>
internal sealed class CheckBudget
{
    private int _names = SourceLimits.Names;
    private int _expressions = SourceLimits.Expressions;
    private long _expressionCharacters = SourceLimits.ExpressionCharacters;
    private long _conditionCharacters = SourceLimits.ConditionCharacters;
    private long _manifestCharacters = SourceLimits.ManifestCharacters;
    private bool _isSpent;

    /// <summary>Whether a bound was reached, so that there is no point in going on.</summary>
    public bool IsSpent => _isSpent;

    public bool Names(int count, Place place, DiagnosticList diagnostics) =>
        Fits((_names -= count) >= 0, place, diagnostics, $"The orders of stages and tasks hold more than {SourceLimits.Names} names.");

    public bool Expression(int length, Place place, DiagnosticList diagnostics) =>
        Fits(
            --_expressions >= 0 && (_expressionCharacters -= length) >= 0,
            place,
            diagnostics,
            $"The file has more than {SourceLimits.Expressions} expressions, or they have more than {SourceLimits.ExpressionCharacters} characters.");

    public bool Condition(int length, Place place, DiagnosticList diagnostics) =>
        Fits((_conditionCharacters -= length) >= 0, place, diagnostics, $"The conditions of the file have more than {SourceLimits.ConditionCharacters} characters.");

    /// <summary>Whether a manifest is still looked into.</summary>
    public bool Manifest(int length) => (_manifestCharacters -= length) >= 0;

    private bool Fits(bool fits, Place place, DiagnosticList diagnostics, string otherwise)
    {
        if (!fits && !_isSpent)
        {
            _isSpent = true;
            diagnostics.Error(DiagnosticCodes.TooLarge, place, otherwise);
        }

        return fits;
    }
}
