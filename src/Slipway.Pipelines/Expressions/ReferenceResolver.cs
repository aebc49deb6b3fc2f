namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Finds what an expression points at. <c>input.</c>, <c>var.</c> and <c>output.</c> come first, then stages (which may bear one of
/// these names), then single words; among names that fit, the longest one wins, and a shorter one is taken where the longer leads nowhere.
/// </summary>
internal static class ReferenceResolver
{
    public static (Reference? Reference, Unresolved? Problem) Resolve(ExpressionPath path, ScopeNames names) =>
        (OfScope(path, names) ?? OfStages(path, names) ?? OfGlobals(path, names)) is { } reference
            ? (reference, null)
            : (null, UnresolvedReason.Of(path, names));

    /// <summary>Every name of a variable that the expression may mean: with dots in names that is known only to who has the variables.</summary>
    public static IEnumerable<string> Candidates(ExpressionPath path, string scope) =>
        path.Segments[0].Key == scope ? path.NameEnds(1).Select(end => path.Slice(1, end)) : [];

    private static Reference? OfScope(ExpressionPath path, ScopeNames names) => path.Segments[0].Key switch
    {
        "input" => Longest(path, 1, names.HasInput) is var (name, rest) ? new Reference.Input(name, rest) : null,
        "var" => Longest(path, 1, names.HasVariable) is var (name, rest) ? new Reference.Variable(name, rest) : null,
        "output" => Longest(path, 1, names.HasOutput) is var (name, rest) ? new Reference.Output(name, rest) : null,
        _ => null,
    };

    private static Reference? OfStages(ExpressionPath path, ScopeNames names)
    {
        foreach (var end in path.NameEnds(0))
        {
            if (path.Slice(0, end) is var stage && names.HasStage(stage) && OfStage(path, stage, end + 1, names) is { } reference)
            {
                return reference;
            }
        }

        return null;
    }

    private static Reference? OfStage(ExpressionPath path, string stage, int from, ScopeNames names)
    {
        foreach (var end in path.NameEnds(from))
        {
            if (path.Slice(from, end) is var task && names.HasTask(stage, task) && OfTask(path, stage, task, end + 1) is { } reference)
            {
                return reference;
            }
        }

        return from + 1 == path.Segments.Count && path.Segments[from].Key is "status" ? new Reference.StageStatus(stage) : null;
    }

    private static Reference? OfTask(ExpressionPath path, string stage, string task, int member) =>
        member >= path.Segments.Count ? null : path.Segments[member].Key switch
        {
            "status" when member + 1 == path.Segments.Count => new Reference.TaskStatus(stage, task),
            "input" => new Reference.TaskInput(stage, task, Rest(path, member)),
            "output" => new Reference.TaskOutput(stage, task, Rest(path, member)),
            _ => null,
        };

    private static Reference.Global? OfGlobals(ExpressionPath path, ScopeNames names) =>
        Longest(path, 0, names.HasGlobal) is var (name, rest) ? new Reference.Global(name, rest) : null;

    private static (string Name, IReadOnlyList<Segment> Path)? Longest(ExpressionPath path, int from, Func<string, bool> isName)
    {
        foreach (var end in path.NameEnds(from))
        {
            if (path.Slice(from, end) is var name && isName(name))
            {
                return (name, Rest(path, end));
            }
        }

        return null;
    }

    private static IReadOnlyList<Segment> Rest(ExpressionPath path, int end) => [.. path.Segments.Skip(end + 1)];
}
