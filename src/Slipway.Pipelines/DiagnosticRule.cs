namespace Slipway.Pipelines;

/// <summary>What a code means.</summary>
/// <param name="Code">Such as <c>SW1001</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Sentence">What is wrong, in one sentence; keys and words of the language stand in backticks.</param>
public sealed record DiagnosticRule(string Code, RuleSeverity Severity, string Sentence);

/// <summary>How bad the diagnostics of a code are.</summary>
public enum RuleSeverity
{
    /// <summary>The document is not usable.</summary>
    Error,

    /// <summary>A warning where a document is imported, an error where it is written: <see cref="Strictness"/>.</summary>
    WarningOnImport,

    /// <summary>The document is usable; something in it deserves a look.</summary>
    Warning,
}
