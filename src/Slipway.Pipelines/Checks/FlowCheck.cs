using System.Collections.Immutable;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Reading;

namespace Slipway.Pipelines.Checks;

/// <summary>Checks that what an expression reads has happened by then.</summary>
internal static class FlowCheck
{
    public static void Run(ImmutableArray<Read> reads, TaskSites tasks, ReadContext context)
    {
        foreach (var read in reads.Where(r => r.Reader is not null))
        {
            if (Asked(read.Reference) is var (stage, name) && tasks.Find(stage, name) is { } asked)
            {
                Turn(read, read.Reader!, asked, context);
            }
        }

        foreach (var read in reads)
        {
            Output(read, tasks, context);
        }
    }

    private static (string Stage, string Task)? Asked(Reference reference) => reference switch
    {
        Reference.TaskOutput output => (output.Stage, output.Task),
        Reference.TaskInput input => (input.Stage, input.Task),
        Reference.TaskStatus status => (status.Stage, status.Task),
        _ => null,
    };

    private static void Turn(Read read, TaskSite reader, TaskSite asked, ReadContext context)
    {
        var what = $"{reader.Owner}: {read.Raw} reads task '{MapReader.Shown(asked.Name.Text)}'";
        if (asked == reader)
        {
            if (read.Reference is not Reference.TaskInput)
            {
                context.Diagnostics.Error(DiagnosticCodes.ReadsLaterTask, read.Place, $"{what}, which is the task itself.", "A task can read its own input only.");
            }
        }
        else if (!reader.Runs)
        {
            // Nothing is wrong with what never runs; that it never does is said elsewhere.
        }
        else if (!asked.Runs)
        {
            context.Diagnostics.Error(DiagnosticCodes.ReadsIdleTask, read.Place, $"{what}, which never runs.", "Put it into the order of its stage, before this task.");
        }
        else if (asked.StageTurn == reader.StageTurn && asked.GroupTurn == reader.GroupTurn)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.ReadsParallelTask,
                read.Place,
                $"{what}, which runs at the same time.",
                $"Put '{MapReader.Shown(asked.Name.Text)}' into an item of 'taskOrder' of its own, before this task's.");
        }
        else if ((asked.StageTurn, asked.GroupTurn).CompareTo((reader.StageTurn, reader.GroupTurn)) > 0)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.ReadsLaterTask,
                read.Place,
                $"{what}, which runs later{(asked.Stage == reader.Stage ? "" : $", in stage '{MapReader.Shown(asked.Stage)}'")}.",
                "Change the order, or read a task that has ended by then.");
        }
        else if (MayBeMissing(read, reader, asked))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.ReadsSkippedTask,
                read.Place,
                $"{what}, which is skipped when its 'preCondition' does not hold; this task then fails for want of the value.",
                "Give this task the same 'preCondition', or one that asks for the value.");
        }
    }

    private static bool MayBeMissing(Read read, TaskSite reader, TaskSite asked)
    {
        if (read.MayBeAbsent || read.Reference is Reference.TaskStatus or Reference.TaskOutput { Path: [{ Key: "status" }] })
        {
            return false;
        }

        var condition = asked.Definition.PreCondition?.Trim();
        if (string.IsNullOrEmpty(condition) || condition.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // A reader that runs under the same condition, or asks for the task in its own, has seen to it.
        var own = reader.Definition.PreCondition ?? "";
        return !own.Contains(condition, StringComparison.Ordinal)
            && !own.Contains($"{asked.Stage}.{asked.Name.Text}.", StringComparison.Ordinal);
    }

    private static void Output(Read read, TaskSites tasks, ReadContext context)
    {
        if (read.Reference is Reference.TaskOutput { Path: [{ Key: { } key }, ..] } reference
            && tasks.Find(reference.Stage, reference.Task) is { Type: { Outputs: { } outputs } type } asked
            && key is not "status" && outputs.All(o => o.Name != key))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.UnknownOutput,
                read.Place,
                $"{read.Reader?.Owner ?? "The pipeline"}: {read.Raw} reads the output '{MapReader.Shown(key)}' of task '{MapReader.Shown(asked.Name.Text)}', and tasks of type {type.Name} have none of that name.",
                () => Source.Suggestion.DidYouMean(key, outputs.Select(o => o.Name)) ?? $"They have {string.Join(", ", outputs.Select(o => $"'{o.Name}'"))}.");
        }
    }
}
