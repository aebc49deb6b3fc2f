using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Slipway.Pipelines.Expressions;

/// <summary>A step of a path: a key or an index.</summary>
/// <param name="Key">The key; null for an index.</param>
/// <param name="Index">The index, from 0; meaningless for a key.</param>
/// <param name="Joins">Whether it may be one part of a name with dots: a key that was not put in brackets.</param>
internal readonly record struct Segment(string? Key, int Index, bool Joins)
{
    public override string ToString() => Key ?? $"[{Index}]";
}

/// <summary>
/// What stands between the braces, by the grammar <c>key ( '.' key | '[' index ']' | '["' key '"]' )*</c>. A key is anything
/// without <c>. [ ] { }</c>, for names of stages and tasks hold spaces and dashes; names with dots are put together later,
/// when it is known which names there are. In brackets and quotes (single or double) a key is anything but that quote.
/// </summary>
internal sealed record ExpressionPath(IReadOnlyList<Segment> Segments)
{
    /// <summary>Every index with so many digits is a 32-bit number.</summary>
    private const int MostDigits = 9;

    private static readonly TextParser<Segment> Key =
        Span.WithAll(c => c is not ('.' or '[' or ']' or '{' or '}')).Named("a name")
            .Select(s => new Segment(s.ToStringValue(), 0, Joins: true));

    private static readonly TextParser<Segment> Index =
        Span.WithAll(char.IsAsciiDigit).Named("digit").Then<TextSpan, Segment>(digits => rest => digits.Length <= MostDigits
            ? Result.Value(new Segment(null, int.Parse(digits.AsReadOnlySpan(), System.Globalization.CultureInfo.InvariantCulture), Joins: false), rest, rest)
            : Result.Empty<Segment>(rest, $"an index has at most {MostDigits} digits"));

    private static readonly TextParser<Segment> Bracketed =
        Character.EqualTo('[').IgnoreThen(Index.Or(Quoted('"')).Or(Quoted('\''))).Then(s => Character.EqualTo(']').Value(s));

    private static readonly TextParser<Segment[]> Rest = Character.EqualTo('.').IgnoreThen(Key).Or(Bracketed).Many();

    private static readonly TextParser<Segment[]> Path = StartingWith(Key).AtEnd();

    private static readonly TextParser<Segment[]> WordPath = StartingWith(Key.Or(Bracketed)).AtEnd();

    /// <summary>The path, or a sentence about why it is none.</summary>
    public static (ExpressionPath? Path, string? Problem) Parse(string text)
    {
        if (text.Length > ExpressionLimits.Expression)
        {
            return (null, $"${{{text[..40]}…}} is longer than {ExpressionLimits.Expression} characters.");
        }

        var parsed = Path.TryParse(text);
        if (!parsed.HasValue)
        {
            return (null, $"${{{text}}} cannot be read at character {parsed.ErrorPosition.Column}: {parsed.FormatErrorMessageFragment()}.");
        }

        return parsed.Value.Length > ExpressionLimits.Segments
            ? (null, $"${{{text}}} has more than {ExpressionLimits.Segments} steps.")
            : (new ExpressionPath(parsed.Value), null);
    }

    /// <summary>A bare word of a condition as a path, which may start with brackets; null where it is none.</summary>
    public static ExpressionPath? ParseWord(string text) =>
        text.Length <= ExpressionLimits.Expression && WordPath.TryParse(text) is { HasValue: true, Value: { Length: <= ExpressionLimits.Segments } segments }
            ? new ExpressionPath(segments)
            : null;

    /// <summary>The name that the steps from one to another make, both included.</summary>
    public string Slice(int from, int to) => from == to ? Segments[from].ToString() : string.Join('.', Segments.Skip(from).Take(to - from + 1));

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

    public bool Equals(ExpressionPath? other) => other is not null && Segments.SequenceEqual(other.Segments);

    public override int GetHashCode() => Segments.Aggregate(0, HashCode.Combine);

    /// <summary>
    /// The path as the grammar has it: what is parsed from this is equal to it. A key in quotes stays in quotes even where it could go
    /// without, for a name does not run over brackets.
    /// </summary>
    public override string ToString() => string.Concat(Segments.Select((segment, at) => segment switch
    {
        { Key: null } => $"[{segment.Index}]",
        { Joins: false } => segment.Key.Contains('"', StringComparison.Ordinal) ? $"['{segment.Key}']" : $"[\"{segment.Key}\"]",
        _ => at is 0 ? segment.Key : "." + segment.Key,
    }));

    private static TextParser<Segment[]> StartingWith(TextParser<Segment> first) => first.Then(head => Rest.Select(rest => (Segment[])[head, .. rest]));

    private static TextParser<Segment> Quoted(char quote) =>
        Character.EqualTo(quote)
            .IgnoreThen(Span.MatchedBy(Character.Except(quote).IgnoreMany()))
            .Then(key => Character.EqualTo(quote).Value(new Segment(key.ToStringValue(), 0, Joins: false)));
}
