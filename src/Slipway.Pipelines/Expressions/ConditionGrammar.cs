using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Slipway.Pipelines.Expressions;

/// <summary>
/// The grammar of conditions, loosest first: <c>||</c>, <c>&amp;&amp;</c>, one comparison, <c>!</c>, parentheses.
/// Comparisons do not chain: <c>a == b == c</c> is an error. Repetition is a loop and only parentheses and <c>!</c>
/// recurse, so a long condition costs no stack.
/// </summary>
internal static class ConditionGrammar
{
    private static readonly TokenListParser<ConditionToken, Comparator> Operator =
        Token.EqualTo(ConditionToken.Equal).Value(Comparator.Equal)
            .Or(Token.EqualTo(ConditionToken.NotEqual).Value(Comparator.NotEqual))
            .Or(Token.EqualTo(ConditionToken.GreaterOrEqual).Value(Comparator.GreaterOrEqual))
            .Or(Token.EqualTo(ConditionToken.Greater).Value(Comparator.Greater))
            .Or(Token.EqualTo(ConditionToken.LessOrEqual).Value(Comparator.LessOrEqual))
            .Or(Token.EqualTo(ConditionToken.Less).Value(Comparator.Less));

    private static readonly TokenListParser<ConditionToken, ConditionNode> Operand =
        Token.EqualTo(ConditionToken.Quoted).Select(t => (ConditionNode)new ConditionNode.Quoted(QuotedText.Unquote(t.ToStringValue())))
            .Or(Token.EqualTo(ConditionToken.Bare).Select(t => (ConditionNode)new ConditionNode.Bare(t.ToStringValue())))
            .Or(Token.EqualTo(ConditionToken.Not).IgnoreThen(Parse.Ref(() => Operand!)).Select(item => (ConditionNode)new ConditionNode.Not(item)))
            .Or(Token.EqualTo(ConditionToken.Open).IgnoreThen(Parse.Ref(() => Disjunction!)).Then(inner => Token.EqualTo(ConditionToken.Close).Value(inner)));

    private static readonly TokenListParser<ConditionToken, ConditionNode> Comparison =
        from left in Operand
        from rest in Operator.Then(o => Operand.Select(right => ((Comparator, ConditionNode)?)(o, right))).OptionalOrDefault()
        select rest is var (comparator, right) ? new ConditionNode.Compare(left, comparator, right) : left;

    private static readonly TokenListParser<ConditionToken, ConditionNode> Conjunction =
        from first in Comparison
        from rest in Token.EqualTo(ConditionToken.And).IgnoreThen(Comparison).Many()
        select rest.Length is 0 ? first : new ConditionNode.And([first, .. rest]);

    private static readonly TokenListParser<ConditionToken, ConditionNode> Disjunction =
        from first in Conjunction
        from rest in Token.EqualTo(ConditionToken.Or).IgnoreThen(Conjunction).Many()
        select rest.Length is 0 ? first : new ConditionNode.Or([first, .. rest]);

    private static readonly TokenListParser<ConditionToken, ConditionNode> Whole = Disjunction.AtEnd();

    /// <summary>The condition, or a sentence about where it breaks.</summary>
    public static (ConditionNode? Node, string? Problem) Read(string condition)
    {
        if (condition.Length > ExpressionLimits.Condition)
        {
            return (null, $"The condition has {condition.Length} characters; at most {ExpressionLimits.Condition} are read.");
        }

        var tokens = ConditionTokens.Read(condition);
        if (!tokens.HasValue)
        {
            return (null, ConditionProblem.OfText(condition, tokens));
        }

        if (IsTooDeep(tokens.Value))
        {
            return (null, $"The condition has parentheses and negations deeper than {ExpressionLimits.Nesting} levels.");
        }

        var parsed = Whole.TryParse(tokens.Value);
        return parsed.HasValue ? (parsed.Value, null) : (null, ConditionProblem.OfWords(parsed, tokens.Value));
    }

    private static bool IsTooDeep(TokenList<ConditionToken> tokens)
    {
        var open = 0;
        var negations = 0;
        foreach (var token in tokens)
        {
            open += token.Kind switch { ConditionToken.Open => 1, ConditionToken.Close => -1, _ => 0 };
            negations = token.Kind is ConditionToken.Not ? negations + 1 : 0;
            if (open > ExpressionLimits.Nesting || negations > ExpressionLimits.Nesting)
            {
                return true;
            }
        }

        return false;
    }
}
