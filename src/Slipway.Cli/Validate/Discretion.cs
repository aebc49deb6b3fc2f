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
        DiagnosticCodes.Alias,
        DiagnosticCodes.DuplicateKey,
        DiagnosticCodes.UnknownTag,
        DiagnosticCodes.NumberLosesText,
        DiagnosticCodes.BrokenExpression,
        DiagnosticCodes.UnknownWord,
        DiagnosticCodes.BadField,
    ];

    /// <summary>The same diagnostic, fit to be printed.</summary>
    /// <param name="diagnostic">What is told.</param>
    /// <param name="kind">The kind of document that it is about; null where that is not known.</param>
    public static Diagnostic Keep(Diagnostic diagnostic, string? kind)
    {
        // Where the text could not be read as YAML no path is known: an alias is what becomes of a password that starts with '*'.
        var secret = diagnostic.Path is { } path ? PathOfSecret(path, kind) : null;
        if (diagnostic.Path is not null && secret is null)
        {
            return diagnostic;
        }

        return Quoting.Contains(diagnostic.Code)
            ? diagnostic with { Message = DiagnosticRules.Find(diagnostic.Code)!.Sentence, Hint = "What stands there is not shown, for it may be a secret.", Path = secret }
            : diagnostic with { Path = secret };
    }

    /// <summary>The way to the secret, and not into it; null where none is to be expected.</summary>
    private static string? PathOfSecret(string path, string? kind)
    {
        if (kind is not DocumentKinds.Pipeline && SecretKey().Match(path) is { Success: true } key)
        {
            return key.Value;
        }

        return SecretName().Match(path) is { Success: true } name ? name.Value : null;
    }

    /// <summary>A variable's value, an endpoint's properties, a webhook's inputs.</summary>
    [GeneratedRegex(@"^(value|properties|input)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SecretKey();

    /// <summary>What is called after a secret, wherever it stands: a webhook's tokens, a task's password, a header.</summary>
    [GeneratedRegex(@"^.*?(passw|passphrase|private|secret|token|credential|authorization|key)[^.[]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
