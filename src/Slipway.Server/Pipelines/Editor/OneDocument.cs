using System.Collections.Immutable;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>An editor takes one document of one kind.</summary>
internal static class OneDocument
{
    /// <summary>The document, null when it is none of that kind or has errors; and what there is to say of the text.</summary>
    /// <param name="read">What reading the text gave.</param>
    /// <param name="what">What the editor takes, such as <c>a pipeline</c>.</param>
    /// <param name="kind">What <c>kind</c> must say.</param>
    public static (T? Document, ImmutableArray<Diagnostic> Diagnostics) Of<T>(ReadResult read, string what, string kind)
        where T : Document =>
        read.Documents is [T only] ? (only, read.Diagnostics)
        : (null, read.HasErrors ? read.Diagnostics : [.. read.Diagnostics.Prepend(NotOne(read, what, kind))]);

    private static Diagnostic NotOne(ReadResult read, string what, string kind) => read.Documents switch
    {
        [var other] => new("", Severity.Error, 1, 1, $"This is {other.Kind}, and the editor takes {what}.", $"Write 'kind: {kind}', or import the file."),
        _ => new("", Severity.Error, read.PlaceOf(1).Line, read.PlaceOf(1).Column, $"These are {read.Documents.Length} documents, and the editor takes one.", "Import the file instead."),
    };
}
