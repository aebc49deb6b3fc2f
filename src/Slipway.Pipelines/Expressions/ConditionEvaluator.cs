using System.Text;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>Walks a condition that was read. The first error ends it.</summary>
internal sealed class ConditionEvaluator(BindingScope scope)
{
    private readonly ScopeReader _reader = new(scope);

    public (bool Holds, string? Error) Holds(ConditionNode node)
    {
        switch (node)
        {
            case ConditionNode.Or or:
                return First(or.Items, stopAt: true);
            case ConditionNode.And and:
                return First(and.Items, stopAt: false);
            case ConditionNode.Not not:
                var (holds, error) = Holds(not.Item);
                return (!holds, error);
            case ConditionNode.Compare compare:
                return Compared(compare);
            default:
                var (value, valueError) = Value(node);
                return (value, valueError) switch
                {
                    (_, not null) => (false, valueError),
                    (null, _) when IsWord(node) => (false, null),
                    _ => Truth(node, value),
                };
        }
    }

    private (bool Holds, string? Error) Compared(ConditionNode.Compare compare)
    {
        var (left, leftError) = Value(compare.Left);
        var (right, rightError) = IsWord(compare.Right) && !_reader.TryWord(((ConditionNode.Bare)compare.Right).Text, out _)
            ? (JsonValue.Create(((ConditionNode.Bare)compare.Right).Text), null)
            : Value(compare.Right);
        if ((leftError ?? rightError) is { } why)
        {
            return (false, why);
        }

        var isOrder = compare.Comparator is not (Comparator.Equal or Comparator.NotEqual);
        return isOrder && left is null && IsWord(compare.Left) ? (false, null) : Comparison.Of(left, compare.Comparator, right);
    }

    private (bool Holds, string? Error) First(IReadOnlyList<ConditionNode> items, bool stopAt)
    {
        foreach (var item in items)
        {
            var (holds, error) = Holds(item);
            if (error is not null || holds == stopAt)
            {
                return (holds, error);
            }
        }

        return (!stopAt, null);
    }

    private (JsonNode? Json, string? Error) Value(ConditionNode node)
    {
        switch (node)
        {
            case ConditionNode.Quoted quoted:
                return Text(quoted.Text);
            case ConditionNode.Bare bare when Template.HasExpressions(bare.Text):
                return Template.Parse(bare.Text) is [TemplatePart.Expression whole] ? Read(whole) : Text(bare.Text);
            case ConditionNode.Bare word when IsWord(word):
                return (_reader.TryWord(word.Text, out var named) ? named : null, null);
            case ConditionNode.Bare bare:
                return (CoreSchema.ToJson(new SourceScalar(Place.None, bare.Text, CoreSchema.TypeOf(bare.Text))), null);
            default:
                var (holds, error) = Holds(node);
                return (JsonValue.Create(holds), error);
        }
    }

    private (JsonNode? Json, string? Error) Text(string template)
    {
        if (!Template.HasExpressions(template))
        {
            return (JsonValue.Create(template), null);
        }

        var text = new StringBuilder();
        foreach (var part in Template.Parse(template))
        {
            switch (part)
            {
                case TemplatePart.Literal literal:
                    text.Append(literal.Text);
                    break;
                case TemplatePart.Broken broken:
                    return (null, broken.Problem);
                case TemplatePart.Expression expression:
                    var (json, error) = Read(expression);
                    if (error is not null)
                    {
                        return (null, error);
                    }

                    text.Append(json is null ? "null" : JsonText.Print(json));
                    break;
            }

            if (text.Length > ExpressionLimits.Result)
            {
                return (null, $"A text of the condition becomes longer than {ExpressionLimits.Result} characters.");
            }
        }

        return (JsonValue.Create(text.ToString()), null);
    }

    private (JsonNode? Json, string? Error) Read(TemplatePart.Expression expression)
    {
        var (value, error, isAbsent) = _reader.Read(expression);
        return isAbsent ? (null, null) : (value?.Json, error);
    }

    /// <summary>Whether an operand is looked up in <see cref="BindingScope.Words"/>.</summary>
    private bool IsWord(ConditionNode node) =>
        scope.Words is not null && node is ConditionNode.Bare bare && !Template.HasExpressions(bare.Text) && CoreSchema.TypeOf(bare.Text) is ScalarType.Text;

    private static (bool Holds, string? Error) Truth(ConditionNode node, JsonNode? value) => JsonText.Print(value).ToUpperInvariant() switch
    {
        "TRUE" => (true, null),
        "FALSE" => (false, null),
        _ => (false, $"{Named(node)} is neither true nor false. Compare it with something, as in {Named(node)} == \"yes\"."),
    };

    private static string Named(ConditionNode node) => node switch
    {
        ConditionNode.Quoted quoted => $"\"{Shortened(quoted.Text)}\"",
        ConditionNode.Bare bare => Shortened(bare.Text),
        _ => "A part of the condition",
    };

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
