using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Finds what an expression points at. <c>input.</c>, <c>var.</c> and <c>output.</c> come first, then stages (which may bear one of
/// these names), then single words; among names that fit, the longest one wins, and a shorter one is taken where the longer leads nowhere.
/// </summary>
internal static class ReferenceResolver
{
    private const string TaskMembers = "A task has status, input and output.";

    public static (Reference? Reference, Unresolved? Problem) Resolve(ExpressionPath path, ScopeNames names)
    {
        var (scoped, noSuch) = OfScope(path, names);
        if (scoped is not null)
        {
            return (scoped, null);
        }

        var (stage, problem) = OfStages(path, names);
        if (stage is not null || noSuch is not null)
        {
            return (stage, stage is null ? noSuch : null);
        }

        return Longest(path, 0, names.HasGlobal) is var last and >= 0
            ? (new Reference.Global(path.Slice(0, last), Rest(path, last)), null)
            : (null, problem ?? Unknown(path, names));
    }

    /// <summary>Every name of a variable that the expression may mean: with dots in names that is known only to who has the variables.</summary>
    public static IEnumerable<string> Candidates(ExpressionPath path, string scope) =>
        path.Segments[0].Key == scope ? path.NameEnds(1).Select(end => path.Slice(1, end)) : [];

    private static (Reference? Reference, Unresolved? Problem) OfScope(ExpressionPath path, ScopeNames names)
    {
        if (path.Segments.Count is 1)
        {
            return default;
        }

        switch (path.Segments[0].Key)
        {
            case "input":
                return Longest(path, 1, names.HasInput) is var input and >= 0
                    ? (new Reference.Input(path.Slice(1, input), Rest(path, input)), null)
                    : (null, NoSuch(path, "input", names.Owner, names.Inputs));
            case "var":
                return Longest(path, 1, names.HasVariable) is var variable and >= 0
                    ? (new Reference.Variable(path.Slice(1, variable), Rest(path, variable)), null)
                    : (null, NoSuch(path, "variable", "this project", names.Variables ?? []));
            case "output" when names.Outputs is null:
                return (null, new Unresolved("reads an output of the pipeline, but outputs are known only when the execution has ended", null));
            case "output":
                return Longest(path, 1, names.HasOutput) is var output and >= 0
                    ? (new Reference.Output(path.Slice(1, output), Rest(path, output)), null)
                    : (null, NoSuch(path, "output", names.Owner, names.Outputs));
            default:
                return default;
        }
    }

    private static (Reference? Reference, Unresolved? Problem) OfStages(ExpressionPath path, ScopeNames names)
    {
        Unresolved? problem = null;
        foreach (var stageEnd in path.NameEnds(0))
        {
            if (path.Slice(0, stageEnd) is var stage && names.HasStage(stage))
            {
                var (reference, why) = OfStage(path, stage, stageEnd, names);
                if (reference is not null)
                {
                    return (reference, null);
                }

                problem ??= why;
            }
        }

        return (null, problem);
    }

    private static (Reference? Reference, Unresolved? Problem) OfStage(ExpressionPath path, string stage, int stageEnd, ScopeNames names)
    {
        Unresolved? problem = null;
        foreach (var taskEnd in path.NameEnds(stageEnd + 1))
        {
            if (path.Slice(stageEnd + 1, taskEnd) is var task && names.HasTask(stage, task))
            {
                var (reference, why) = OfTask(path, stage, task, taskEnd);
                if (reference is not null)
                {
                    return (reference, null);
                }

                problem ??= why;
            }
        }

        if (stageEnd + 2 == path.Segments.Count && path.Segments[^1].Key is "status")
        {
            return (new Reference.StageStatus(stage), null);
        }

        if (stageEnd + 1 == path.Segments.Count)
        {
            return (null, new Unresolved($"names stage '{stage}', but not what of it", $"Write ${{{stage}.status}}, or the name of one of its tasks."));
        }

        if (problem is null)
        {
            var asked = AskedTask(path, stageEnd + 1);
            problem = new Unresolved($"reads task '{asked}', but stage '{stage}' has no such task", Suggestion.DidYouMean(asked, names.Tasks(stage)));
        }

        return (null, problem);
    }

    private static (Reference? Reference, Unresolved? Problem) OfTask(ExpressionPath path, string stage, string task, int taskEnd)
    {
        if (taskEnd + 1 >= path.Segments.Count)
        {
            return (null, new Unresolved($"names task '{task}' of stage '{stage}', but not what of it", TaskMembers));
        }

        var rest = Rest(path, taskEnd + 1);
        return path.Segments[taskEnd + 1].Key switch
        {
            "status" when rest.Count is 0 => (new Reference.TaskStatus(stage, task), null),
            "input" => (new Reference.TaskInput(stage, task, rest), null),
            "output" => (new Reference.TaskOutput(stage, task, rest), null),
            _ => (null, new Unresolved($"reads '{path.Segments[taskEnd + 1]}' of task '{task}', which is nothing a task has", TaskMembers)),
        };
    }

    private static Unresolved NoSuch(ExpressionPath path, string what, string owner, IReadOnlyCollection<string> known)
    {
        var asked = path.NameEnds(1).Select(end => path.Slice(1, end)).LastOrDefault() ?? path.ToString();
        var whole = path.NameEnds(1).Select(end => path.Slice(1, end)).FirstOrDefault() ?? asked;
        return new Unresolved($"names no {what} of {owner}", Suggestion.DidYouMean(whole, known) ?? Suggestion.DidYouMean(asked, known) ?? Known(what, known));
    }

    private static string? Known(string what, IReadOnlyCollection<string> known) => known.Count switch
    {
        0 when what is "input" or "output" => $"There are no {what}s.",
        > 0 and <= 8 => $"Known are {string.Join(", ", known.Select(k => $"'{k}'"))}.",
        _ => null,
    };

    private static Unresolved Unknown(ExpressionPath path, ScopeNames names)
    {
        var name = path.Segments[0].Key!;
        if (name is "input" or "var" or "output" && path.Segments.Count is 1)
        {
            return new Unresolved("names nothing", $"Write ${{{name}.NAME}}.");
        }

        // What reads like Stage.Task.output was meant for us; any other word may be meant for a shell.
        if (path.Segments.Skip(1).Any(s => s.Key is "output" or "input" or "status"))
        {
            return new Unresolved("names no stage of this pipeline", Suggestion.DidYouMean(name, names.Stages));
        }

        var text = path.ToString();
        var hint = Suggestion.DidYouMean(text, names.Globals)
            ?? Suggestion.Nearest(text, names.Inputs) switch
            {
                { } input => $"Did you mean ${{input.{input}}}?",
                null when names.HasInput(text) => $"Did you mean ${{input.{text}}}?",
                null when text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_') => $"For a variable of the shell write ${text} without braces.",
                null => null,
            };
        return new Unresolved("names nothing that is known here", hint, MaybeForeign: true);
    }

    /// <summary>What stands where a task's name is due: all up to the member, else the first word.</summary>
    private static string AskedTask(ExpressionPath path, int from)
    {
        var end = path.NameEnds(from).LastOrDefault(e => e + 1 < path.Segments.Count && path.Segments[e + 1].Key is "output" or "input" or "status", from);
        return path.Slice(from, end);
    }

    private static int Longest(ExpressionPath path, int from, Func<string, bool> isName)
    {
        foreach (var end in path.NameEnds(from))
        {
            if (isName(path.Slice(from, end)))
            {
                return end;
            }
        }

        return -1;
    }

    private static IReadOnlyList<Segment> Rest(ExpressionPath path, int end) => [.. path.Segments.Skip(end + 1)];
}
