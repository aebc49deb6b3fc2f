using Slipway.Pipelines.Expressions;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Reading;

/// <summary>Checks that every expression of a pipeline's tasks and output names something, and that conditions can be read.</summary>
internal sealed class ReferenceCheck
{
    private readonly PipelineNames _names;
    private readonly ReadContext _context;

    /// <summary>How often a raw expression was met inside one scalar, so that each of its places is told once.</summary>
    private readonly Dictionary<(SourceScalar Scalar, string Raw), int> _searched = [];

    /// <summary>What was told; after <see cref="SourceLimits.Diagnostics"/> the rest is not checked, for each problem costs a search.</summary>
    private int _told;

    private ReferenceCheck(Pipeline pipeline, ReadContext context)
    {
        _names = new PipelineNames(pipeline);
        _context = context;
    }

    public static void Run(SourceMap document, Pipeline pipeline, ReadContext context)
    {
        var check = new ReferenceCheck(pipeline, context);
        check.Node(Child(document, "output"), "The output");
        foreach (var stage in Entries(Child(document, "stages")))
        {
            foreach (var task in Entries(Child(stage.Value, "tasks")))
            {
                var owner = $"Task '{MapReader.Shown(task.Key.Text)}' of stage '{MapReader.Shown(stage.Key.Text)}'";
                check.Condition(Child(task.Value, "preCondition") as SourceScalar, owner);
                check.Node(Child(task.Value, "endpoints"), owner);
                check.Node(Child(task.Value, "input"), owner);
            }
        }
    }

    private void Condition(SourceScalar? condition, string owner)
    {
        if (condition is null || string.IsNullOrWhiteSpace(condition.Text))
        {
            return;
        }

        var (_, problem) = ConditionGrammar.Read(condition.Text);
        if (problem is not null)
        {
            _context.Diagnostics.Error(DiagnosticCodes.BrokenCondition, condition.Place, $"{owner}: 'preCondition' cannot be read. {problem}");
        }
        else
        {
            Text(condition, owner);
        }
    }

    private void Node(SourceNode? node, string owner)
    {
        switch (node)
        {
            case SourceScalar { Type: ScalarType.Text } scalar:
                Text(scalar, owner);
                break;
            case SourceList list:
                foreach (var item in list.Items)
                {
                    Node(item, owner);
                }

                break;
            case SourceMap map:
                foreach (var entry in map.Entries)
                {
                    Node(entry.Value, owner);
                }

                break;
        }
    }

    private void Text(SourceScalar scalar, string owner)
    {
        if (!Template.HasExpressions(scalar.Text))
        {
            return;
        }

        foreach (var part in Template.Parse(scalar.Text))
        {
            if (_told >= SourceLimits.Diagnostics)
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
                    Expression(scalar, expression, owner);
                    break;
            }
        }
    }

    private void Expression(SourceScalar scalar, TemplatePart.Expression expression, string owner)
    {
        var (path, broken) = ExpressionPath.Parse(expression.Text);
        if (path is null)
        {
            _told++;
            _context.Diagnostics.Warning(DiagnosticCodes.BrokenExpression, PlaceIn(scalar, expression.Raw), $"{owner}: {broken}");
            return;
        }

        if (ReferenceResolver.Resolve(path, _names).Problem is not { } problem)
        {
            return;
        }

        _told++;
        var message = $"{owner}: {expression.Raw} {problem.Predicate}.";
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
        return SourceText.PlaceOf(text, at);
    }

    private static SourceNode? Child(SourceNode? node, string key) => Entries(node).FirstOrDefault(e => e.Key.Text == key).Value;

    private static IReadOnlyList<SourceEntry> Entries(SourceNode? node) => node is SourceMap map ? map.Entries : [];
}
