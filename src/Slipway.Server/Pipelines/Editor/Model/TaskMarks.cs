using System.Collections.Immutable;
using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>What there is to say of a stage or a task of the pipeline.</summary>
/// <param name="Diagnostics">Errors first.</param>
public sealed record TaskMarks(ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the task lacks something without which it cannot run.</summary>
    public bool IsUnconfigured => Diagnostics.Any(Lacks);

    /// <summary>How many are errors.</summary>
    public int Errors => Diagnostics.Count(IsError);

    /// <summary>What stands on the card; null for nothing.</summary>
    public string? Word => this switch
    {
        { Diagnostics.IsEmpty: true } => null,
        { IsUnconfigured: true } => "Not configured",
        { Errors: 1 } => "1 error",
        { Errors: > 1 } => $"{Errors} errors",
        { Diagnostics.Length: 1 } => "1 warning",
        _ => $"{Diagnostics.Length} warnings",
    };

    /// <summary>How it is coloured.</summary>
    public string Css => Diagnostics.IsEmpty ? "tone-quiet" : Errors > 0 && !IsUnconfigured ? "tone-bad" : "tone-waiting";

    /// <summary>All that is said, for whoever points at the mark.</summary>
    public string Text => string.Join('\n', Diagnostics.Select(Mark.TextOf));

    /// <summary>Of a task.</summary>
    public static TaskMarks Of(IEnumerable<Diagnostic> diagnostics, string stage, string task) => Of(diagnostics.Where(diagnostic => diagnostic.IsAbout("stages", stage, "tasks", task)));

    /// <summary>Of a stage, its tasks apart.</summary>
    public static TaskMarks Of(Pipeline pipeline, IEnumerable<Diagnostic> diagnostics, string stage) => Of(diagnostics.Where(diagnostic =>
        diagnostic.IsAbout("stages", stage) && !pipeline.Stages[stage].Tasks.Keys.Any(task => diagnostic.IsAbout("stages", stage, "tasks", task))));

    /// <summary>What is wrong with a field of the task itself: its way from the task on.</summary>
    public string? At(string stage, string task, params ReadOnlySpan<string> way)
    {
        string[] path = ["stages", stage, "tasks", task, .. way];
        var said = Diagnostics.Where(diagnostic => IsOfField(diagnostic) && diagnostic.IsAbout(path)).Select(Mark.TextOf).ToList();
        return said.Count == 0 ? null : string.Join(' ', said);
    }

    /// <summary>Whether it belongs beside a field: what is missing has no place of its own, and a warning is no mistake.</summary>
    public static bool IsOfField(Diagnostic diagnostic) => IsError(diagnostic) && !Lacks(diagnostic);

    private static bool Lacks(Diagnostic diagnostic) => diagnostic.Code is DiagnosticCodes.TaskWithoutType or DiagnosticCodes.MissingField;

    private static TaskMarks Of(IEnumerable<Diagnostic> diagnostics) => new([.. diagnostics.OrderByDescending(diagnostic => diagnostic.Severity).ThenBy(diagnostic => (diagnostic.Line, diagnostic.Column))]);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity is Slipway.Pipelines.Severity.Error;
}
