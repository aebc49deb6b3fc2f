using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// Says why an expression points at nothing and what was probably meant. Apart from <see cref="ReferenceResolver"/>, for a search for
/// what was meant costs much more than finding what is there.
/// </summary>
internal static class UnresolvedReason
{
    private const string TaskMembers = "A task has status, input and output.";

    public static Unresolved Of(ExpressionPath path, ScopeNames names) => path.Segments[0].Key switch
    {
        "input" when path.Segments.Count > 1 => NoSuch(path, "input", names.Owner, names.Inputs),
        "var" when path.Segments.Count > 1 => NoSuch(path, "variable", "this project", names.Variables ?? []),
        "output" when path.Segments.Count > 1 && names.Outputs is { } outputs => NoSuch(path, "output", names.Owner, outputs),
        "output" when path.Segments.Count > 1 => new Unresolved("reads an output of the pipeline, but outputs are known only when the execution has ended", null),
        _ => OfStages(path, names) ?? Unknown(path, names),
    };

    private static Unresolved? OfStages(ExpressionPath path, ScopeNames names)
    {
        foreach (var end in path.NameEnds(0))
        {
            if (path.Slice(0, end) is var stage && names.HasStage(stage))
            {
                return OfStage(path, stage, end + 1, names);
            }
        }

        return null;
    }

    private static Unresolved OfStage(ExpressionPath path, string stage, int from, ScopeNames names)
    {
        if (from == path.Segments.Count)
        {
            return new Unresolved($"names stage '{stage}', but not what of it", $"Write ${{{stage}.status}}, or the name of one of its tasks.");
        }

        foreach (var end in path.NameEnds(from))
        {
            if (path.Slice(from, end) is var task && names.HasTask(stage, task))
            {
                return end + 1 == path.Segments.Count
                    ? new Unresolved($"names task '{task}' of stage '{stage}', but not what of it", TaskMembers)
                    : new Unresolved($"reads '{path.Segments[end + 1]}' of task '{task}', which is nothing a task has", TaskMembers);
            }
        }

        var asked = AskedTask(path, from);
        return new Unresolved($"reads task '{asked}', but stage '{stage}' has no such task", Suggestion.DidYouMean(asked, names.Tasks(stage)));
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
}
