namespace Slipway.Pipelines.Source;

/// <summary>Leaves the recursion over a document from any depth; never leaves the reader that threw it.</summary>
internal sealed class SourceRefusedException(string code, Place place, string message, string? hint = null) : Exception(message)
{
    public string Code { get; } = code;

    public Place Place { get; } = place;

    public string? Hint { get; } = hint;

    public void Tell(DiagnosticList diagnostics) => diagnostics.Error(Code, Place, Message, Hint);
}
