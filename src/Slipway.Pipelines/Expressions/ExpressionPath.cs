using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Slipway.Pipelines.Expressions;

/// <summary>A step of a path: a key or an index.</summary>
/// <param name="Key">The key; null for an index.</param>
/// <param name="Index">The index, from 0; meaningless for a key.</param>
/// <param name="Start">Where the step starts in the expression's text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Joins">Whether it may be one part of a name with dots: a key that was not put in brackets.</param>
internal readonly record struct Segment(string? Key, int Index, int Start, int End, bool Joins)
{
    public override string ToString() => Key ?? $"[{Index}]";
}

/// <summary>
/// What stands between the braces, by the grammar <c>key ( '.' key | '[' index ']' | '["' key '"]' )*</c>. A key is anything
/// without <c>. [ ] { }</c>, for names of stages and tasks hold spaces and dashes; names with dots are put together later,
/// when it is known which names there are.
/// </summary>
internal sealed record ExpressionPath(string Text, IReadOnlyList<Segment> Segments)
{
    private static readonly TextParser<Segment> Key =
        Span.MatchedBy(Character.Matching(c => c is not ('.' or '[' or ']' or '{' or '}'), "a name").AtLeastOnce())
            .Select(s => new Segment(s.ToStringValue(), 0, s.Position.Absolute, s.Position.Absolute + s.Length, Joins: true));

    private static readonly TextParser<(string? Key, int Index)> InBrackets =
        Span.MatchedBy(Character.Digit.AtLeastOnce())
            .Where(s => s.Length < 10, "the index is too large")
            .Select(s => ((string?)null, int.Parse(s.ToStringValue(), System.Globalization.CultureInfo.InvariantCulture)))
            .Or(Quoted('"'))
            .Or(Quoted('\''));

    private static readonly TextParser<Segment> Bracketed =
        from all in Span.MatchedBy(Character.EqualTo('[').IgnoreThen(InBrackets).IgnoreThen(Character.EqualTo(']')))
        let inner = InBrackets.Parse(all.ToStringValue()[1..])
        select new Segment(inner.Key, inner.Index, all.Position.Absolute, all.Position.Absolute + all.Length, Joins: false);

    private static readonly TextParser<Segment[]> Path =
        from first in Key
        from rest in Character.EqualTo('.').IgnoreThen(Key).Or(Bracketed).Many()
        select (Segment[])[first, .. rest];

    /// <summary>The path, or a sentence about why it is none.</summary>
    public static (ExpressionPath? Path, string? Problem) Parse(string text)
    {
        if (text.Length > ExpressionLimits.Expression)
        {
            return (null, $"${{{text[..40]}…}} is longer than {ExpressionLimits.Expression} characters.");
        }

        var parsed = Path.AtEnd().TryParse(text);
        if (!parsed.HasValue)
        {
            return (null, $"${{{text}}} cannot be read at character {parsed.ErrorPosition.Column}: {parsed.FormatErrorMessageFragment()}.");
        }

        return parsed.Value.Length > ExpressionLimits.Segments
            ? (null, $"${{{text}}} has more than {ExpressionLimits.Segments} steps.")
            : (new ExpressionPath(text, parsed.Value), null);
    }

    /// <summary>The text of the steps from one to another, both included; the key itself where it is one in brackets.</summary>
    public string Slice(int from, int to) =>
        from == to && Segments[from].Key is { } key ? key : Text[Segments[from].Start..Segments[to].End];

    /// <summary>
    /// The ends (indexes of steps) that a name starting at a step can have, the longest first. A name runs over dots, not over brackets.
    /// </summary>
    public IEnumerable<int> NameEnds(int from)
    {
        if (from >= Segments.Count || Segments[from].Key is null)
        {
            yield break;
        }

        var last = from;
        while (Segments[from].Joins && last + 1 < Segments.Count && Segments[last + 1].Joins)
        {
            last++;
        }

        for (; last >= from; last--)
        {
            yield return last;
        }
    }

    private static TextParser<(string? Key, int Index)> Quoted(char quote) =>
        Character.EqualTo(quote)
            .IgnoreThen(Character.Except(quote).Many())
            .Then(key => Character.EqualTo(quote).Value(((string?)new string(key), 0)));
}
