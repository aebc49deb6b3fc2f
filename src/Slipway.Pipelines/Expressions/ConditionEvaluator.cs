using System.Text;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Expressions;

/// <summary>Walks a condition that was read. The first error ends it.</summary>
internal sealed class ConditionEvaluator(BindingScope scope)
{
    private readonly ScopeReader _reader = new(scope);

    /// <summary>
    /// Characters that operands may still have, all together. A condition can name the same long value thousands of times, and each
    /// comparison costs what the value is long.
    /// </summary>
    private long _room = ExpressionLimits.Result;

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
                return Compared(Read(compare.Left), compare.Comparator, Read(compare.Right));
            default:
                return Alone(node, Read(node));
        }
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

    private static (bool Holds, string? Error) Compared(Operand left, Comparator comparator, Operand right)
    {
        if ((left.Error ?? right.Error) is { } why)
        {
            return (false, why);
        }

        if (comparator is Comparator.Equal or Comparator.NotEqual)
        {
            return Comparison.Of(left.Json, comparator, right.LostWord is { } text ? JsonValue.Create(text) : right.Json);
        }

        return left.IsNullWord || right.IsNullWord ? (false, null) : Comparison.Of(left.Json, comparator, right.Json);
    }

    private static (bool Holds, string? Error) Alone(ConditionNode node, Operand operand)
    {
        if (operand.Error is not null || operand.IsNullWord)
        {
            return (false, operand.Error);
        }

        return JsonText.Print(operand.Json).ToUpperInvariant() switch
        {
            "TRUE" => (true, null),
            "FALSE" => (false, null),
            _ => (false, $"{Named(node)} is neither true nor false. Compare it with something, as in {Named(node)} == \"yes\"."),
        };
    }

    private Operand Read(ConditionNode node)
    {
        var operand = node switch
        {
            ConditionNode.Quoted quoted => Text(quoted.Text),
            ConditionNode.Bare bare when Template.HasExpressions(bare.Text) => Template.Parse(bare.Text) is [TemplatePart.Expression whole] ? Read(whole) : Text(bare.Text),
            ConditionNode.Bare bare => Bare(bare.Text),
            _ => Holds(node) is var (holds, error) ? new Operand(JsonValue.Create(holds), error) : default,
        };
        return operand.Error is null && !Fits(operand.Json)
            ? new Operand(null, $"The values of the condition have more than {ExpressionLimits.Result} characters.")
            : operand;
    }

    private Operand Bare(string text)
    {
        var type = CoreSchema.TypeOf(text);
        if (scope.Words is null || type is not ScalarType.Text)
        {
            return new Operand(CoreSchema.ToJson(new SourceScalar(Place.None, text, type)));
        }

        return _reader.TryWord(text, out var json) ? new Operand(json, IsWord: true) : new Operand(null, IsWord: true, LostWord: text);
    }

    private Operand Text(string template)
    {
        if (!Template.HasExpressions(template))
        {
            return new Operand(JsonValue.Create(template));
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
                    return new Operand(null, broken.Problem);
                case TemplatePart.Expression expression:
                    var (json, error, _, _) = Read(expression);
                    if (error is not null)
                    {
                        return new Operand(null, error);
                    }

                    text.Append(json is null ? "null" : JsonText.Print(json));
                    break;
            }

            if (text.Length > _room)
            {
                return new Operand(null, $"The values of the condition have more than {ExpressionLimits.Result} characters.");
            }
        }

        return new Operand(JsonValue.Create(text.ToString()));
    }

    private Operand Read(TemplatePart.Expression expression) =>
        _reader.Read(expression) is { IsAbsent: false } reading ? new Operand(reading.Value?.Json, reading.Error) : default;

    private bool Fits(JsonNode? json)
    {
        _room -= JsonText.Print(json).Length;
        return _room >= 0;
    }

    private static string Named(ConditionNode node) => node switch
    {
        ConditionNode.Quoted quoted => $"\"{Shortened(quoted.Text)}\"",
        ConditionNode.Bare bare => Shortened(bare.Text),
        _ => "A part of the condition",
    };

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";

    /// <summary>What an operand came to.</summary>
    /// <param name="Json">Its value.</param>
    /// <param name="Error">Why it has none.</param>
    /// <param name="IsWord">Whether it is a bare word that was looked up in <see cref="BindingScope.Words"/>.</param>
    /// <param name="LostWord">The word, where it leads nowhere.</param>
    private readonly record struct Operand(JsonNode? Json, string? Error = null, bool IsWord = false, string? LostWord = null)
    {
        public bool IsNullWord => IsWord && Json is null;
    }
}
