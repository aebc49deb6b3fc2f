using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>A remark at a place of the text, as the editor in the browser shows it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="IsError">Whether nothing can be saved because of it.</param>
/// <param name="Text">What is wrong and what would be right.</param>
public sealed record Mark(int Line, int Column, bool IsError, string Text)
{
    internal static IReadOnlyList<Mark> Of(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(diagnostic => new Mark(diagnostic.Line, diagnostic.Column, diagnostic.Severity is Severity.Error, TextOf(diagnostic)))];

    /// <summary>What is said, with what would be right.</summary>
    internal static string TextOf(Diagnostic diagnostic) => diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Hint}";
}
