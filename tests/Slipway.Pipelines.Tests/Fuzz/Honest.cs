using Shouldly;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>What every answer of a reader has to be, whatever it was given.</summary>
internal static class Honest
{
    /// <summary>Documents or an error, never both.</summary>
    public static void Check(ReadResult result)
    {
        Check(result.Diagnostics);
        (result.HasErrors && !result.Documents.IsEmpty).ShouldBeFalse();
    }

    /// <summary>A sentence of a length that a person reads, with a place.</summary>
    public static void Check(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(d => d.Message.Length is 0 or > 20_000 || (d.Code is not DiagnosticCodes.More && (d.Line < 1 || d.Column < 1))).ShouldBeEmpty();
}
