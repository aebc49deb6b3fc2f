using Superpower;
using Superpower.Display;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace Slipway.Pipelines.Expressions;

/// <summary>The words of a condition.</summary>
internal enum ConditionToken
{
    [Token(Example = "(")]
    Open,

    [Token(Example = ")")]
    Close,

    [Token(Example = "&&")]
    And,

    [Token(Example = "||")]
    Or,

    [Token(Example = "!")]
    Not,

    [Token(Category = "comparison", Example = "==")]
    Equal,

    [Token(Category = "comparison", Example = "!=")]
    NotEqual,

    [Token(Category = "comparison", Example = ">=")]
    GreaterOrEqual,

    [Token(Category = "comparison", Example = ">")]
    Greater,

    [Token(Category = "comparison", Example = "<=")]
    LessOrEqual,

    [Token(Category = "comparison", Example = "<")]
    Less,

    [Token(Description = "text in quotes")]
    Quoted,

    [Token(Description = "value")]
    Bare,
}

/// <summary>Cuts a condition into its words.</summary>
internal static class ConditionTokens
{
    private static readonly TextParser<Unit> Expression =
        Span.EqualTo("${").Try().IgnoreThen(Character.Except('}').IgnoreMany()).IgnoreThen(Character.EqualTo('}')).Value(Unit.Value);

    private static readonly TextParser<Unit> BareCharacter =
        Character.Matching(c => !char.IsWhiteSpace(c) && !ConditionProblem.CurlyQuotes.Contains(c) && c is not ('"' or '\'' or '(' or ')' or '=' or '!' or '<' or '>' or '&' or '|'), "a value").Value(Unit.Value);

    /// <summary>A key in brackets and quotes, part of a word that is looked up: <c>labels["app.kubernetes.io/name"]</c>.</summary>
    private static readonly TextParser<Unit> QuotedKey = InBrackets('"').Try().Or(InBrackets('\'').Try());

    private static readonly Tokenizer<ConditionToken> Tokenizer = new TokenizerBuilder<ConditionToken>()
        .Ignore(Span.WhiteSpace)
        .Match(Character.EqualTo('('), ConditionToken.Open)
        .Match(Character.EqualTo(')'), ConditionToken.Close)
        .Match(Span.EqualTo("&&"), ConditionToken.And)
        .Match(Span.EqualTo("||"), ConditionToken.Or)
        .Match(Span.EqualTo("=="), ConditionToken.Equal)
        .Match(Span.EqualTo("!="), ConditionToken.NotEqual)
        .Match(Span.EqualTo(">="), ConditionToken.GreaterOrEqual)
        .Match(Span.EqualTo("<="), ConditionToken.LessOrEqual)
        .Match(Character.EqualTo('>'), ConditionToken.Greater)
        .Match(Character.EqualTo('<'), ConditionToken.Less)
        .Match(Character.EqualTo('!'), ConditionToken.Not)
        .Match(Quoted('"'), ConditionToken.Quoted)
        .Match(Quoted('\''), ConditionToken.Quoted)
        .Match(Expression.Or(QuotedKey).Or(BareCharacter).AtLeastOnce(), ConditionToken.Bare)
        .Build();

    public static Result<TokenList<ConditionToken>> Read(string condition) => Tokenizer.TryTokenize(condition);

    private static TextParser<Unit> InBrackets(char quote) =>
        Span.EqualTo($"[{quote}").IgnoreThen(Character.Except(quote).IgnoreMany()).IgnoreThen(Span.EqualTo($"{quote}]")).Value(Unit.Value);

    /// <summary>A backslash takes itself or the quote literally; before anything else it is a backslash, as in a Windows path.</summary>
    private static TextParser<Unit> Quoted(char quote) =>
        Character.EqualTo(quote)
            .IgnoreThen(Expression
                .Or(Character.EqualTo('\\').IgnoreThen(Character.AnyChar).Value(Unit.Value))
                .Or(Character.ExceptIn('\\', quote).Value(Unit.Value))
                .IgnoreMany())
            .IgnoreThen(Character.EqualTo(quote))
            .Value(Unit.Value);
}
