using Superpower.Model;

namespace Slipway.Pipelines.Expressions;

/// <summary>Says where a condition breaks and what would be right. Lines and columns count from 1, inside the condition.</summary>
internal static class ConditionProblem
{
    /// <summary>Quotes as word processors and chat programs make them out of straight ones.</summary>
    public const string CurlyQuotes = "“”„‟‘’‚‛";

    /// <summary>A condition that cannot be cut into words.</summary>
    public static string OfText(string condition, Result<TokenList<ConditionToken>> tokens)
    {
        var at = tokens.ErrorPosition.HasValue ? Math.Min(tokens.ErrorPosition.Absolute, condition.Length) : condition.Length;
        return Sentence(tokens.ErrorPosition, Cause(condition, at) ?? tokens.FormatErrorMessageFragment());
    }

    /// <summary>A condition whose words are in no order that means something.</summary>
    public static string OfWords(TokenListParserResult<ConditionToken, ConditionNode> parsed, TokenList<ConditionToken> tokens)
    {
        var words = tokens.ToArray();
        var at = parsed.Remainder.IsAtEnd ? words.Length : parsed.Remainder.Position;
        return Sentence(parsed.ErrorPosition, at < words.Length ? Cause(words, at) : AtEnd(words));
    }

    private static string Sentence(Position position, string cause) => $"The condition breaks at line {position.Line}, column {position.Column}: {cause.TrimEnd('.')}.";

    private static string? Cause(string condition, int at)
    {
        var rest = condition.AsSpan(at);
        return rest switch
        {
            [] => null,
            ['=', '>', ..] => "'=>' means nothing; write '>='",
            ['=', '<', ..] => "'=<' means nothing; write '<='",
            ['=', ..] when at > 1 && condition[at - 1] is '=' => $"'{condition[at - 2]}==' means nothing; write '{condition[at - 2]}='",
            [('=' or '&' or '|') and var sign, ..] => $"a single '{sign}' means nothing; write '{sign}{sign}'",
            [var quote, ..] when CurlyQuotes.Contains(quote) => $"{quote} is a curly quote; write straight ones, \" or '",
            _ when rest.LastIndexOf("${") is var open and >= 0 && rest[open..].IndexOf('}') < 0 => $"the expression that starts with '{Shortened(rest[open..])}' is not closed; close it with '}}'",
            [('"' or '\'') and var quote, ..] => $"the text that starts with '{Shortened(rest)}' is not closed; close it with {quote}",
            _ => null,
        };
    }

    private static string Cause(Token<ConditionToken>[] words, int at)
    {
        var word = words[at];
        var before = at > 0 ? words[at - 1] : (Token<ConditionToken>?)null;
        var followsValue = before?.Kind is ConditionToken.Bare or ConditionToken.Quoted or ConditionToken.Close;
        var text = Shortened(word.ToStringValue());
        switch (word.Kind)
        {
            case ConditionToken.Greater when before?.Kind is ConditionToken.Less:
                return "'<>' means nothing; write '!='";
            case ConditionToken.Close when followsValue:
                return "this ')' closes nothing";
            case ConditionToken.Not when followsValue:
                return "'!' cannot follow a value; write '!=', or '&&' or '||' between";
            case ConditionToken.Bare or ConditionToken.Quoted or ConditionToken.Open when followsValue:
                return Sign(text) is { } sign
                    ? $"'{text}' is no operator here; write '{sign}'"
                    : before?.Kind is ConditionToken.Bare && before.Value.ToStringValue().Equals("not", StringComparison.OrdinalIgnoreCase)
                        ? $"'{before.Value.ToStringValue()}' is no operator here; write '!' before what it negates"
                        : $"{text} follows a value. Write an operator between, such as '&&' or '=='. Put a text that holds spaces in quotes";
            case >= ConditionToken.Equal and <= ConditionToken.Less when followsValue:
                return "comparisons do not chain; write a == b && b == c";
            default:
                return $"a value is missing before '{text}'";
        }
    }

    private static string AtEnd(Token<ConditionToken>[] words)
    {
        var open = new Stack<Token<ConditionToken>>();
        foreach (var word in words)
        {
            if (word.Kind is ConditionToken.Open)
            {
                open.Push(word);
            }
            else if (word.Kind is ConditionToken.Close)
            {
                open.TryPop(out _);
            }
        }

        if (words is [.., { Kind: not (ConditionToken.Bare or ConditionToken.Quoted or ConditionToken.Close) } last])
        {
            return $"a value is missing after '{last.ToStringValue()}'";
        }

        return open.TryPeek(out var parenthesis)
            ? $"the '(' at line {parenthesis.Position.Line}, column {parenthesis.Position.Column} is not closed; close it with ')'"
            : "something is missing at the end";
    }

    /// <summary>The sign that a word of another language stands for.</summary>
    private static string? Sign(string word) => word.ToUpperInvariant() switch
    {
        "AND" => "&&",
        "OR" => "||",
        "EQ" or "IS" or "EQUALS" => "==",
        "NE" => "!=",
        "GT" => ">",
        "GE" => ">=",
        "LT" => "<",
        "LE" => "<=",
        _ => null,
    };

    private static string Shortened(ReadOnlySpan<char> text)
    {
        var line = text.IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;
        return line.Length <= 40 ? line.ToString() : string.Concat(line[..40], "…");
    }
}
