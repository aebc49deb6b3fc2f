namespace Slipway.Pipelines.Expressions;

/// <summary>What an expression points at, its names found.</summary>
/// <param name="Path">What is left after the names: the way inside the value.</param>
internal abstract record Reference(IReadOnlyList<Segment> Path)
{
    public sealed record Input(string Name, IReadOnlyList<Segment> Path) : Reference(Path);

    public sealed record Output(string Name, IReadOnlyList<Segment> Path) : Reference(Path);

    public sealed record Variable(string Name, IReadOnlyList<Segment> Path) : Reference(Path);

    public sealed record Global(string Name, IReadOnlyList<Segment> Path) : Reference(Path);

    public sealed record StageStatus(string Stage) : Reference([]);

    public sealed record TaskStatus(string Stage, string Task) : Reference([]);

    public sealed record TaskInput(string Stage, string Task, IReadOnlyList<Segment> Path) : Reference(Path);

    public sealed record TaskOutput(string Stage, string Task, IReadOnlyList<Segment> Path) : Reference(Path);
}

/// <summary>Why an expression points at nothing.</summary>
/// <param name="Predicate">What follows the expression in a sentence, without the full stop: <c>names no input of this execution</c>.</param>
/// <param name="Hint">What was probably meant.</param>
/// <param name="MaybeForeign">Whether the text may not be meant for Slipway at all, such as <c>${HOME}</c> in a shell script.</param>
internal sealed record Unresolved(string Predicate, string? Hint, bool MaybeForeign = false)
{
    public string Sentence(string expression) => $"{expression} {Predicate}.{(Hint is null ? "" : " " + Hint)}";
}
