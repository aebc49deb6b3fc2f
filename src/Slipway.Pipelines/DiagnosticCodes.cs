namespace Slipway.Pipelines;

/// <summary>
/// The codes of <see cref="Diagnostic.Code"/>. A code never changes its meaning and is never used again for another one:
/// people filter on them. 10xx is the document as text, 11xx the shape of a pipeline, 12xx its expressions.
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

    /// <summary>No runner is known for a task's <c>type</c>.</summary>
    public const string UnknownTaskType = "SW1109";

    /// <summary>An item of <c>taskOrder</c> names no task between two commas.</summary>
    public const string EmptyOrderItem = "SW1110";

    /// <summary>An expression names something that does not exist: an input, a stage, a task.</summary>
    public const string NamesNothing = "SW1201";

    /// <summary>An expression cannot be read: not closed, nested, too long.</summary>
    public const string BrokenExpression = "SW1202";

    /// <summary><c>${WORD}</c> is no expression that is known here; it may be meant for a shell (warning).</summary>
    public const string UnknownWord = "SW1203";

    /// <summary>A condition cannot be read.</summary>
    public const string BrokenCondition = "SW1204";
}
