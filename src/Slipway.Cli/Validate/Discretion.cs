using System.Text.RegularExpressions;
using Slipway.Pipelines;

namespace Slipway.Cli.Validate;

/// <summary>
/// Keeps secrets out of what is told: a log of a CI job is read by more people than a variable. A message that quotes what stands
/// in the document gives way to the sentence of its code where a secret may stand.
/// </summary>
internal static partial class Discretion
{
    /// <summary>The codes whose messages quote a value, or a part of one, as it was written.</summary>
    private static readonly HashSet<string> Quoting =
    [
        DiagnosticCodes.Syntax,
        DiagnosticCodes.Alias,
        DiagnosticCodes.DuplicateKey,
        DiagnosticCodes.UnknownTag,
        DiagnosticCodes.NumberLosesText,
        DiagnosticCodes.BrokenExpression,
        DiagnosticCodes.UnknownWord,
        DiagnosticCodes.BadField,
    ];

    /// <summary>The same diagnostic, fit to be printed.</summary>
    public static Diagnostic Keep(Diagnostic diagnostic) =>
        Quoting.Contains(diagnostic.Code) && MayBeSecret(diagnostic)
            ? diagnostic with { Message = DiagnosticRules.Find(diagnostic.Code)!.Sentence, Hint = null }
            : diagnostic;

    // Where the text could not be read as YAML no path is known. A syntax error quotes YAML's own words only; an alias is what
    // becomes of a password that starts with '*'.
    private static bool MayBeSecret(Diagnostic diagnostic) =>
        diagnostic.Path is { } path ? SecretPath().IsMatch(path) : diagnostic.Code is not DiagnosticCodes.Syntax;

    /// <summary>A variable's value, an endpoint's properties, a webhook's tokens and inputs, and what is called after a secret.</summary>
    [GeneratedRegex("^(value|properties|refreshToken|secretToken|input)([.[]|$)|passw|passphrase|private|secret|token|credential|authorization|key", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretPath();
}
