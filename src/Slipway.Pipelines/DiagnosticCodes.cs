namespace Slipway.Pipelines;

/// <summary>
/// The codes of <see cref="Diagnostic.Code"/>. A code never changes its meaning and is never used again for another one:
/// people filter on them. 10xx is the document as text, 11xx the shape of a pipeline, 12xx its expressions, 13xx its manifests, 14xx what
/// it names outside of itself.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>The text is not YAML.</summary>
    public const string Syntax = "SW1001";

    /// <summary>The document, a number of its values or a text in it is over a bound.</summary>
    public const string TooLarge = "SW1002";

    /// <summary>Bytes that are no UTF-8, or characters that YAML forbids (NUL and other control characters).</summary>
    public const string NotText = "SW1003";

    /// <summary>Lists and maps are nested deeper than the bound.</summary>
    public const string TooDeep = "SW1004";

    /// <summary>An alias names an anchor that contains it, or none at all.</summary>
    public const string Alias = "SW1005";

    /// <summary>A key occurs twice in one map.</summary>
    public const string DuplicateKey = "SW1006";

    /// <summary>A value has another type than its key needs.</summary>
    public const string WrongType = "SW1007";

    /// <summary>A key that must be there is not.</summary>
    public const string MissingKey = "SW1008";

    /// <summary><c>kind</c> names nothing that this version reads.</summary>
    public const string UnknownKind = "SW1009";

    /// <summary>A key that this version does not know; it is kept (warning).</summary>
    public const string UnknownKey = "SW1010";

    /// <summary>A number is out of its range.</summary>
    public const string OutOfRange = "SW1011";

    /// <summary>The file holds no document.</summary>
    public const string Empty = "SW1012";

    /// <summary>A YAML tag that means nothing here; it is ignored (warning).</summary>
    public const string UnknownTag = "SW1013";

    /// <summary>A plain scalar is a number whose leading zeros, sign or base get lost (warning).</summary>
    public const string NumberLosesText = "SW1014";

    /// <summary>A value is none of the few words that its key takes.</summary>
    public const string UnknownWordOfKey = "SW1015";

    /// <summary>A variable that is no secret has no value (warning).</summary>
    public const string NoValue = "SW1016";

    /// <summary>Two documents have the same kind, project and name.</summary>
    public const string DocumentTwice = "SW1017";

    /// <summary>Two keys say the opposite of each other (warning).</summary>
    public const string Contradiction = "SW1018";

    /// <summary>A word of a pipeline's <c>options</c> chooses nothing that is known (warning).</summary>
    public const string UnknownOption = "SW1019";

    /// <summary>A duration cannot be read, or is out of its range.</summary>
    public const string BadDuration = "SW1020";

    /// <summary>There are more diagnostics than are shown.</summary>
    public const string More = "SW1099";

    /// <summary><c>stageOrder</c> names a stage that <c>stages</c> lacks.</summary>
    public const string StageMissing = "SW1101";

    /// <summary>A stage is not in <c>stageOrder</c> and never runs (warning).</summary>
    public const string StageNotOrdered = "SW1102";

    /// <summary>A stage is in <c>stageOrder</c> twice.</summary>
    public const string StageTwice = "SW1103";

    /// <summary><c>taskOrder</c> names a task that <c>tasks</c> lacks.</summary>
    public const string TaskMissing = "SW1104";

    /// <summary>A task is not in <c>taskOrder</c> and never runs (warning).</summary>
    public const string TaskNotOrdered = "SW1105";

    /// <summary>A task is in <c>taskOrder</c> twice.</summary>
    public const string TaskTwice = "SW1106";

    /// <summary>A pipeline without stages or a stage without tasks (warning).</summary>
    public const string NothingToRun = "SW1107";

    /// <summary>A task has no <c>type</c>.</summary>
    public const string TaskWithoutType = "SW1108";

    /// <summary>A task's <c>type</c> is no known one.</summary>
    public const string UnknownTaskType = "SW1109";

    /// <summary>An item of <c>taskOrder</c> names no task between two commas.</summary>
    public const string EmptyOrderItem = "SW1110";

    /// <summary>A task's name has other characters than letters, digits, space, <c>-</c> and <c>_</c> (warning on import).</summary>
    public const string BadTaskName = "SW1111";

    /// <summary>A task's <c>type</c> is known and cannot run here (warning).</summary>
    public const string TaskTypeCannotRun = "SW1112";

    /// <summary>A key of a task's <c>input</c> or <c>endpoints</c> that its type does not have; it is kept (warning).</summary>
    public const string UnknownField = "SW1113";

    /// <summary>A task lacks a key of <c>input</c> or <c>endpoints</c> without which it cannot run (warning on import).</summary>
    public const string MissingField = "SW1114";

    /// <summary>A key of a task's <c>input</c> has a value that its type cannot take, such as a timeout of 0 minutes.</summary>
    public const string BadField = "SW1115";

    /// <summary>A notification or rollback is about a stage or task that does not exist.</summary>
    public const string AboutNothing = "SW1116";

    /// <summary>A notification waits for an event that never happens to what it is about (warning).</summary>
    public const string EventNeverHappens = "SW1117";

    /// <summary>A second rollback for the same stage or task (warning).</summary>
    public const string RollbackTwice = "SW1118";

    /// <summary>A task that is never tried again says how it is (warning).</summary>
    public const string NeverTriedAgain = "SW1119";

    /// <summary>An expression names something that does not exist: an input, a stage, a task.</summary>
    public const string NamesNothing = "SW1201";

    /// <summary>An expression cannot be read: not closed, nested, too long (warning).</summary>
    public const string BrokenExpression = "SW1202";

    /// <summary><c>${WORD}</c> is no expression that is known here; it may be meant for a shell (warning).</summary>
    public const string UnknownWord = "SW1203";

    /// <summary>A condition cannot be read.</summary>
    public const string BrokenCondition = "SW1204";

    /// <summary>An expression reads a task that runs later.</summary>
    public const string ReadsLaterTask = "SW1205";

    /// <summary>An expression reads a task that runs at the same time.</summary>
    public const string ReadsParallelTask = "SW1206";

    /// <summary>An expression reads a task that may have been skipped (warning).</summary>
    public const string ReadsSkippedTask = "SW1207";

    /// <summary>An expression reads a task that never runs.</summary>
    public const string ReadsIdleTask = "SW1208";

    /// <summary>An expression reads an output that tasks of that type do not have (warning).</summary>
    public const string UnknownOutput = "SW1209";

    /// <summary>A Kubernetes manifest is not YAML, whatever its expressions become.</summary>
    public const string ManifestSyntax = "SW1301";

    /// <summary>An object of a manifest lacks what every object has (warning on import).</summary>
    public const string ManifestIncomplete = "SW1302";

    /// <summary>A workload of a pipeline that a Docker push starts names images that the push does not reach (warning).</summary>
    public const string ImageNotReached = "SW1303";

    /// <summary>The schedule of a <c>CronJob</c> cannot be read.</summary>
    public const string BadCron = "SW1304";

    /// <summary>The project has no endpoint of that name (warning on import).</summary>
    public const string UnknownEndpoint = "SW1401";

    /// <summary>The project has no variable of that name (warning on import).</summary>
    public const string UnknownVariable = "SW1402";

    /// <summary>The project has no pipeline of that name (warning on import).</summary>
    public const string UnknownPipeline = "SW1403";

    /// <summary>The project has no custom integration of that name (warning on import).</summary>
    public const string UnknownIntegration = "SW1404";

    /// <summary>A mandatory input of a pipeline that is called is not given (warning on import).</summary>
    public const string MissingInput = "SW1405";

    /// <summary>A pipeline that is called is given an input that it does not have (warning).</summary>
    public const string UnknownInput = "SW1406";

    /// <summary>A pipeline calls itself, by way of others or directly.</summary>
    public const string PipelineCycle = "SW1407";

    /// <summary>A filter of a webhook is no regular expression that can be run in linear time.</summary>
    public const string BadPattern = "SW1408";

    /// <summary>The pipeline of a Docker webhook takes none of the inputs that a push fills in (warning).</summary>
    public const string TakesNoPush = "SW1409";
}
