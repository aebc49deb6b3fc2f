using System.Collections.Immutable;
using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.TaskTypes;

namespace Slipway.Pipelines.Checks;

/// <summary>An expression that was found and names something.</summary>
/// <param name="Reader">The task that reads it; null outside of tasks.</param>
/// <param name="Raw">The expression, braces included.</param>
/// <param name="Reference">What it names.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="MayBeAbsent">Whether it stands in a condition, where a value that is not there reads as null.</param>
internal sealed record Read(TaskSite? Reader, string Raw, Reference Reference, Place Place, bool MayBeAbsent);

/// <summary>Checks that every expression of a pipeline names something, and that conditions can be read.</summary>
internal sealed class ReferenceCheck
{
    private readonly PipelineNames _names;
    private readonly ReadContext _context;
    private readonly ImmutableArray<Read>.Builder _reads = ImmutableArray.CreateBuilder<Read>();

    /// <summary>How often a raw expression was met inside one scalar, so that each of its places is told once.</summary>
    private readonly Dictionary<(SourceScalar Scalar, string Raw), int> _searched = [];

    /// <summary>What was told; after <see cref="SourceLimits.Diagnostics"/> the rest is not checked, for each problem costs a search.</summary>
    private int _told;

    private bool IsOver => _told >= SourceLimits.Diagnostics || _context.Budget.IsSpent;

    private ReferenceCheck(Pipeline pipeline, ReadContext context)
    {
        _names = new PipelineNames(pipeline);
        _context = context;
    }

    /// <summary>Checks the document. Gives what its expressions read, in the order of the text.</summary>
    public static ImmutableArray<Read> Run(SourceMap document, Pipeline pipeline, TaskSites tasks, ReadContext context)
    {
        var check = new ReferenceCheck(pipeline, context);
        check.Node(document.Child("output"), "The output");
        check.Node(document.Child("workspace") ?? document.Child("ciWorkspace"), "The workspace");
        foreach (var task in tasks.All)
        {
            check.Condition(task.Map.Child("preCondition") as SourceScalar, "preCondition", task);
            check.Node(task.Map.Child("endpoints"), task.Owner, task);
            check.Input(task, task.Input, task.Type?.Fields ?? []);
        }

        check.Node(document.Child("rollbacks"), "A rollback");
        check._names.HasOutputs = true;
        check.Node(document.Child("notifications"), "A notification");
        return check._reads.ToImmutable();
    }

    private void Input(TaskSite task, SourceNode? node, ImmutableArray<TaskField> fields)
    {
        if (node is not SourceMap map)
        {
            Node(node, task.Owner, task);
            return;
        }

        foreach (var (key, value) in map.Entries)
        {
            switch (fields.FirstOrDefault(f => f.Name == key.Text))
            {
                case { Kind: FieldKind.Condition }:
                    Condition(value as SourceScalar, key.Text, task);
                    break;
                case { Kind: FieldKind.Group } group:
                    Input(task, value, group.Fields);
                    break;
                default:
                    Node(value, task.Owner, task);
                    break;
            }
        }
    }

    private void Condition(SourceScalar? condition, string key, TaskSite task)
    {
        if (condition is null || string.IsNullOrWhiteSpace(condition.Text) || IsOver || !_context.Budget.Condition(condition.Text.Length, condition.Place, _context.Diagnostics))
        {
            return;
        }

        var (_, problem) = ConditionGrammar.Read(condition.Text);
        if (problem is not null)
        {
            _told++;
            _context.Diagnostics.Error(DiagnosticCodes.BrokenCondition, condition.Place, $"{task.Owner}: '{key}' cannot be read. {problem}");
        }
        else
        {
            Text(condition, task.Owner, task, isCondition: true);
        }
    }

    private void Node(SourceNode? node, string owner, TaskSite? task = null)
    {
        foreach (var text in node?.Texts() ?? [])
        {
            Text(text, owner, task, isCondition: false);
        }
    }

    private void Text(SourceScalar scalar, string owner, TaskSite? task, bool isCondition)
    {
        if (!Template.HasExpressions(scalar.Text))
        {
            return;
        }

        if (IsOver)
        {
            return;
        }

        foreach (var part in Template.Parse(scalar.Text))
        {
            if (IsOver)
            {
                return;
            }

            switch (part)
            {
                case TemplatePart.Broken broken:
                    _told++;
                    _context.Diagnostics.Warning(DiagnosticCodes.BrokenExpression, PlaceIn(scalar, broken.Raw), $"{owner}: {broken.Problem}");
                    break;
                case TemplatePart.Expression expression:
                    Expression(scalar, expression, owner, task, isCondition);
                    break;
            }
        }
    }

    private void Expression(SourceScalar scalar, TemplatePart.Expression expression, string owner, TaskSite? task, bool isCondition)
    {
        if (!_context.Budget.Expression(expression.Text.Length, scalar.Place, _context.Diagnostics))
        {
            return;
        }

        var (path, broken) = ExpressionPath.Parse(expression.Text);
        if (path is null)
        {
            _told++;
            _context.Diagnostics.Warning(DiagnosticCodes.BrokenExpression, PlaceIn(scalar, expression.Raw), $"{owner}: {broken}");
            return;
        }

        var (reference, problem) = ReferenceResolver.Resolve(path, _names);
        if (reference is not null)
        {
            var place = PlaceIn(scalar, expression.Raw);
            _reads.Add(new Read(task, expression.Raw, reference, place, isCondition));
            if (reference is Reference.Variable)
            {
                _context.Uses.Add(new Use.Variable(expression.Raw, [.. ReferenceResolver.Candidates(path, "var")], place, owner));
            }

            return;
        }

        _told++;
        var message = $"{owner}: {expression.Raw} {problem!.Predicate}.";
        if (problem.MaybeForeign)
        {
            _context.Diagnostics.Warning(DiagnosticCodes.UnknownWord, PlaceIn(scalar, expression.Raw), message, problem.Hint);
        }
        else
        {
            _context.Diagnostics.Error(DiagnosticCodes.NamesNothing, PlaceIn(scalar, expression.Raw), message, Injected(path) ?? problem.Hint);
        }
    }

    private static string? Injected(ExpressionPath path) =>
        path.Segments is [{ Key: "input" }, { Key: { } name }, ..] && InjectedInputs.All.FirstOrDefault(s => s.Has(name)) is { } set
            ? $"Add '{set.Option}' to the pipeline's 'options': its trigger fills this input in."
            : null;

    /// <summary>Where the expression stands in the text; where its scalar starts, when an escape or a line break hides it.</summary>
    private Place PlaceIn(SourceScalar scalar, string raw)
    {
        if (_context.Text is not { } text || scalar.Start < 0 || scalar.End > text.Length || scalar.End <= scalar.Start)
        {
            return scalar.Place;
        }

        var from = _searched.GetValueOrDefault((scalar, raw), scalar.Start);
        var at = from < scalar.End ? text.IndexOf(raw, from, scalar.End - from, StringComparison.Ordinal) : -1;
        if (at < 0)
        {
            return scalar.Place;
        }

        _searched[(scalar, raw)] = at + raw.Length;
        return _context.Lines.Value.PlaceOf(at);
    }
}
