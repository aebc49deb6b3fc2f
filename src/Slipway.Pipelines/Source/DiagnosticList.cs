using System.Collections.Immutable;

namespace Slipway.Pipelines.Source;

/// <summary>Collects what there is to say of a file, in the order of the text and only so much that a person can read it.</summary>
internal sealed class DiagnosticList
{
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];
    private int _unsaidErrors;
    private int _unsaidWarnings;

    public bool HasErrors => _errors.Count > 0;

    /// <summary>Tells the error with a hint that is only worked out when there is still room for it.</summary>
    public void Error(string code, Place place, string message, Func<string?> hint) =>
        Error(code, place, message, _errors.Count < SourceLimits.Diagnostics ? hint() : null);

    /// <inheritdoc cref="Error(string, Place, string, Func{string?})"/>
    public void Warning(string code, Place place, string message, Func<string?> hint) =>
        Warning(code, place, message, _warnings.Count < SourceLimits.Diagnostics ? hint() : null);

    /// <summary>Tells a warning of a kind that a file may have very many of: its sentences are only made when there is still room for them.</summary>
    public void Warning(string code, Place place, Func<(string Message, string? Hint)> says)
    {
        if (_warnings.Count < SourceLimits.Diagnostics)
        {
            var (message, hint) = says();
            Warning(code, place, message, hint);
        }
        else
        {
            _unsaidWarnings++;
        }
    }

    /// <inheritdoc cref="Warning(string, Place, Func{ValueTuple{string, string?}})"/>
    public void Error(string code, Place place, Func<(string Message, string? Hint)> says)
    {
        if (_errors.Count < SourceLimits.Diagnostics)
        {
            var (message, hint) = says();
            Error(code, place, message, hint);
        }
        else
        {
            _unsaidErrors++;
        }
    }

    public void Error(string code, Place place, string message, string? hint = null) =>
        Add(_errors, ref _unsaidErrors, new Diagnostic(code, Severity.Error, place.Line, place.Column, message, hint));

    public void Warning(string code, Place place, string message, string? hint = null) =>
        Add(_warnings, ref _unsaidWarnings, new Diagnostic(code, Severity.Warning, place.Line, place.Column, message, hint));

    public bool Says(string code) => _errors.Concat(_warnings).Any(d => d.Code == code);

    public void AddRange(DiagnosticList others)
    {
        foreach (var diagnostic in others._errors)
        {
            Add(_errors, ref _unsaidErrors, diagnostic);
        }

        foreach (var diagnostic in others._warnings)
        {
            Add(_warnings, ref _unsaidWarnings, diagnostic);
        }

        _unsaidErrors += others._unsaidErrors;
        _unsaidWarnings += others._unsaidWarnings;
    }

    /// <summary>All of them in the order of the text, each with the way to its place in the documents.</summary>
    public ImmutableArray<Diagnostic> InDocumentOrder(IReadOnlyList<SourceNode>? documents = null)
    {
        var all = _errors.Concat(_warnings)
            .OrderBy(d => d.Line).ThenBy(d => d.Column)
            .Select(d => d with { Path = SourcePath.Of(documents ?? [], new Place(d.Line, d.Column)) })
            .ToList();
        if (_unsaidErrors > 0)
        {
            all.Add(new Diagnostic(DiagnosticCodes.More, Severity.Error, 0, 0, $"{_unsaidErrors} more errors are not shown."));
        }

        if (_unsaidWarnings > 0)
        {
            all.Add(new Diagnostic(DiagnosticCodes.More, Severity.Warning, 0, 0, $"{_unsaidWarnings} more warnings are not shown."));
        }

        return [.. all];
    }

    private static void Add(List<Diagnostic> list, ref int unsaid, Diagnostic diagnostic)
    {
        if (list.Count < SourceLimits.Diagnostics)
        {
            list.Add(diagnostic);
        }
        else
        {
            unsaid++;
        }
    }
}
