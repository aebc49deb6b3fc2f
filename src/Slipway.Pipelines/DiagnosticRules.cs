using System.Collections.Immutable;

namespace Slipway.Pipelines;

/// <summary>
/// What each of <see cref="DiagnosticCodes"/> means, in one table for whoever explains a code: the command line's SARIF, the
/// documentation and the editor.
/// </summary>
public static class DiagnosticRules
{
    /// <summary>One rule for every code, in the order of the codes.</summary>
    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        new(DiagnosticCodes.Syntax, RuleSeverity.Error, "The text is not YAML."),
        new(DiagnosticCodes.TooLarge, RuleSeverity.Error, "The document, a number of its values or a text in it is over a bound."),
        new(DiagnosticCodes.NotText, RuleSeverity.Error, "Bytes that are no UTF-8, or characters that YAML forbids (NUL and other control characters)."),
        new(DiagnosticCodes.TooDeep, RuleSeverity.Error, "Lists and maps are nested deeper than the bound."),
        new(DiagnosticCodes.Alias, RuleSeverity.Error, "An alias names an anchor that contains it, or none at all."),
        new(DiagnosticCodes.DuplicateKey, RuleSeverity.Error, "A key occurs twice in one map."),
        new(DiagnosticCodes.WrongType, RuleSeverity.Error, "A value has another type than its key needs."),
        new(DiagnosticCodes.MissingKey, RuleSeverity.Error, "A key that must be there is not."),
        new(DiagnosticCodes.UnknownKind, RuleSeverity.Error, "`kind` names nothing that this version reads."),
        new(DiagnosticCodes.UnknownKey, RuleSeverity.Warning, "A key that this version does not know; it is kept."),
        new(DiagnosticCodes.OutOfRange, RuleSeverity.Error, "A number is out of its range."),
        new(DiagnosticCodes.Empty, RuleSeverity.Error, "The file holds no document."),
        new(DiagnosticCodes.UnknownTag, RuleSeverity.Warning, "A YAML tag that means nothing here; it is ignored."),
        new(DiagnosticCodes.NumberLosesText, RuleSeverity.Warning, "A plain scalar is a number whose leading zeros, sign or base get lost."),
        new(DiagnosticCodes.UnknownWordOfKey, RuleSeverity.Error, "A value is none of the few words that its key takes."),
        new(DiagnosticCodes.NoValue, RuleSeverity.Warning, "A variable that is no secret has no value."),
        new(DiagnosticCodes.DocumentTwice, RuleSeverity.Error, "Two documents have the same kind, project and name."),
        new(DiagnosticCodes.Contradiction, RuleSeverity.Warning, "Two keys say the opposite of each other."),
        new(DiagnosticCodes.UnknownOption, RuleSeverity.Warning, "A word of a pipeline's 'options' chooses nothing that is known."),
        new(DiagnosticCodes.BadDuration, RuleSeverity.Error, "A duration cannot be read, or is out of its range."),
        new(DiagnosticCodes.More, RuleSeverity.Error, "There are more diagnostics than are shown."),
        new(DiagnosticCodes.StageMissing, RuleSeverity.Error, "`stageOrder` names a stage that `stages` lacks."),
        new(DiagnosticCodes.StageNotOrdered, RuleSeverity.Warning, "A stage is not in `stageOrder` and never runs."),
        new(DiagnosticCodes.StageTwice, RuleSeverity.Error, "A stage is in `stageOrder` twice."),
        new(DiagnosticCodes.TaskMissing, RuleSeverity.Error, "`taskOrder` names a task that `tasks` lacks."),
        new(DiagnosticCodes.TaskNotOrdered, RuleSeverity.Warning, "A task is not in `taskOrder` and never runs."),
        new(DiagnosticCodes.TaskTwice, RuleSeverity.Error, "A task is in `taskOrder` twice."),
        new(DiagnosticCodes.NothingToRun, RuleSeverity.Warning, "A pipeline without stages or a stage without tasks."),
        new(DiagnosticCodes.TaskWithoutType, RuleSeverity.Error, "A task has no `type`."),
        new(DiagnosticCodes.UnknownTaskType, RuleSeverity.Error, "A task's `type` is no known one."),
        new(DiagnosticCodes.EmptyOrderItem, RuleSeverity.Error, "An item of `taskOrder` names no task between two commas."),
        new(DiagnosticCodes.BadTaskName, RuleSeverity.WarningOnImport, "A task's name has other characters than letters, digits, space, `-` and `_`."),
        new(DiagnosticCodes.TaskTypeCannotRun, RuleSeverity.Warning, "A task's `type` is known and cannot run here."),
        new(DiagnosticCodes.UnknownField, RuleSeverity.Warning, "A key of a task's `input` or `endpoints` that its type does not have; it is kept."),
        new(DiagnosticCodes.MissingField, RuleSeverity.WarningOnImport, "A task lacks a key of `input` or `endpoints` without which it cannot run."),
        new(DiagnosticCodes.BadField, RuleSeverity.Error, "A key of a task's `input` has a value that its type cannot take, such as a timeout of 0 minutes."),
        new(DiagnosticCodes.AboutNothing, RuleSeverity.Error, "A notification or rollback is about a stage or task that does not exist."),
        new(DiagnosticCodes.EventNeverHappens, RuleSeverity.Warning, "A notification waits for an event that never happens to what it is about."),
        new(DiagnosticCodes.RollbackTwice, RuleSeverity.Warning, "A second rollback for the same stage or task."),
        new(DiagnosticCodes.NeverTriedAgain, RuleSeverity.Warning, "A task of a type that is never tried again has `retry` or `onInterrupt`."),
        new(DiagnosticCodes.NamesNothing, RuleSeverity.Error, "An expression names something that does not exist: an input, a stage, a task."),
        new(DiagnosticCodes.BrokenExpression, RuleSeverity.Warning, "An expression cannot be read: not closed, nested, too long."),
        new(DiagnosticCodes.UnknownWord, RuleSeverity.Warning, "`${WORD}` is no expression that is known here; it may be meant for a shell."),
        new(DiagnosticCodes.BrokenCondition, RuleSeverity.Error, "A condition cannot be read."),
        new(DiagnosticCodes.ReadsLaterTask, RuleSeverity.Error, "An expression reads a task that runs later."),
        new(DiagnosticCodes.ReadsParallelTask, RuleSeverity.Error, "An expression reads a task that runs at the same time."),
        new(DiagnosticCodes.ReadsSkippedTask, RuleSeverity.Warning, "An expression reads a task that may have been skipped."),
        new(DiagnosticCodes.ReadsIdleTask, RuleSeverity.Error, "An expression reads a task that never runs."),
        new(DiagnosticCodes.UnknownOutput, RuleSeverity.Warning, "An expression reads an output that tasks of that type do not have."),
        new(DiagnosticCodes.ManifestSyntax, RuleSeverity.Error, "A Kubernetes manifest is not YAML, whatever its expressions become."),
        new(DiagnosticCodes.ManifestIncomplete, RuleSeverity.WarningOnImport, "An object of a manifest lacks what every object has."),
        new(DiagnosticCodes.ImageNotReached, RuleSeverity.Warning, "A workload of a pipeline that a Docker push starts names images that the push does not reach."),
        new(DiagnosticCodes.BadCron, RuleSeverity.Error, "The schedule of a `CronJob` cannot be read."),
        new(DiagnosticCodes.UnknownEndpoint, RuleSeverity.WarningOnImport, "The project has no endpoint of that name."),
        new(DiagnosticCodes.UnknownVariable, RuleSeverity.WarningOnImport, "The project has no variable of that name."),
        new(DiagnosticCodes.UnknownPipeline, RuleSeverity.WarningOnImport, "The project has no pipeline of that name."),
        new(DiagnosticCodes.UnknownIntegration, RuleSeverity.WarningOnImport, "The project has no custom integration of that name."),
        new(DiagnosticCodes.MissingInput, RuleSeverity.WarningOnImport, "A mandatory input of a pipeline that is called is not given."),
        new(DiagnosticCodes.UnknownInput, RuleSeverity.Warning, "A pipeline that is called is given an input that it does not have."),
        new(DiagnosticCodes.PipelineCycle, RuleSeverity.Error, "A pipeline calls itself, by way of others or directly."),
        new(DiagnosticCodes.BadPattern, RuleSeverity.Error, "A filter of a webhook is no regular expression that can be run in linear time."),
        new(DiagnosticCodes.TakesNoPush, RuleSeverity.Warning, "The pipeline of a Docker webhook takes none of the inputs that a push fills in."),
    ];

    private static readonly ImmutableDictionary<string, DiagnosticRule> ByCode = All.ToImmutableDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>The rule of a code; null where there is none.</summary>
    public static DiagnosticRule? Find(string code) => ByCode.GetValueOrDefault(code);
}
