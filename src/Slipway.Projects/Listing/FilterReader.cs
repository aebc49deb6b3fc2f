using System.Collections.Immutable;

namespace Slipway.Projects.Listing;

/// <summary>Reads the words of one filter by recursive descent; only parentheses and <c>not</c> recurse.</summary>
internal sealed class FilterReader(List<FilterWord> words, ListFields fields)
{
    private int at;
    private int depth;
    private int terms;

    private FilterWord Next => words[at];

    public Filter Whole()
    {
        var filter = Disjunction();
        return Next.Kind switch
        {
            WordKind.End => filter,
            WordKind.Close => throw Wrong($"this ')' closes nothing at {Next.Position}."),
            _ => throw Wrong($"{Next.Shown} cannot follow at {Next.Position}. Write 'and' or 'or' between comparisons."),
        };
    }

    private Filter Disjunction() => Joined("or", Conjunction, items => new Filter.Or(items));

    private Filter Conjunction() => Joined("and", Negation, items => new Filter.And(items));

    private Filter Joined(string word, Func<Filter> read, Func<ImmutableArray<Filter>, Filter> join)
    {
        var first = read();
        if (!Next.Is(word))
        {
            return first;
        }

        var items = ImmutableArray.CreateBuilder<Filter>();
        items.Add(first);
        while (Next.Is(word))
        {
            at++;
            items.Add(read());
        }

        return join(items.ToImmutable());
    }

    private Filter Negation()
    {
        if (!Next.Is("not"))
        {
            return Primary();
        }

        Deeper();
        at++;
        var item = Negation();
        depth--;
        return new Filter.Not(item);
    }

    private Filter Primary()
    {
        if (Next.Kind is not WordKind.Open)
        {
            return Term();
        }

        var open = Next;
        Deeper();
        at++;
        var inner = Disjunction();
        if (Next.Kind is not WordKind.Close)
        {
            throw Wrong(Next.Kind is WordKind.End
                ? $"the '(' at {open.Position} is not closed."
                : $"{Next.Shown} cannot follow at {Next.Position}. Write 'and', 'or' or ')'.");
        }

        at++;
        depth--;
        return inner;
    }

    private Filter Term()
    {
        if (++terms > ListLimits.FilterTerms)
        {
            throw Wrong($"the filter has more than {ListLimits.FilterTerms} comparisons; the first beyond is at {Next.Position}.");
        }

        if (Next.Is("startswith"))
        {
            var (field, prefix) = TwoTexts("startswith(name, 'text')", fieldFirst: true);
            return PerhapsCompared(new Filter.StartsWith(field, prefix));
        }

        if (Next.Is("substringof"))
        {
            var (field, part) = TwoTexts("substringof('text', name)", fieldFirst: false);
            return PerhapsCompared(new Filter.Contains(field, part));
        }

        return ReadComparison();
    }

    // Clients of OData's second version write startswith(name, 'x') eq true.
    private Filter PerhapsCompared(Filter function)
    {
        if (Next.Kind is not WordKind.Bare || Comparisons.Find(Next.Text) is not { } comparison)
        {
            return function;
        }

        var word = Next;
        at++;
        if (comparison.IsOrdering() || Next.Kind is not (WordKind.Bare or WordKind.Quoted) || !bool.TryParse(Next.Text, out var value))
        {
            throw new FilterException($"'{word.Text}' at {word.Position}: a function is compared by eq or ne with true or false, or stands alone.", word.Position);
        }

        at++;
        return value == (comparison is Comparison.Equal) ? function : new Filter.Not(function);
    }

    private Filter.Compare ReadComparison()
    {
        var left = Side();
        if (Next.Kind is not WordKind.Bare || Comparisons.Find(Next.Text) is not { } comparison)
        {
            return left.Field is { Field.Kind: FieldKind.Boolean } flag
                ? new Filter.Compare(flag, Comparison.Equal, new FilterValue.Boolean(true))
                : throw Wrong(Next.Kind is WordKind.End
                    ? $"a comparison is missing at {Next.Position}, after {left.Word.Shown}. Write eq or ne and a value."
                    : $"{Next.Shown} at {Next.Position} is no comparison. There are eq and ne; gt, ge, lt and le for numbers.");
        }

        var word = Next;
        at++;
        var right = Side();
        var (field, value) = (left, right) switch
        {
            ({ Field: { } of }, { Field: null }) => (of, right),
            ({ Field: null }, { Field: { } of }) => (of, left),
            ({ Field: null }, { Field: null }) => throw new FilterException($"'{word.Text}' at {word.Position} compares two values; one side must be a field.", word.Position),
            _ => throw new FilterException($"'{word.Text}' at {word.Position} compares two fields; one side must be a value.", word.Position),
        };
        if (left.Field is null)
        {
            comparison = comparison.Mirrored();
        }

        return comparison.IsOrdering() && field.Field.Kind is not (FieldKind.Number or FieldKind.Moment)
            ? throw new FilterException($"'{word.Text}' at {word.Position} is for numbers, and '{field.Field}' is none. Write eq or ne.", word.Position)
            : new Filter.Compare(field, comparison, FilterLiteral.Of(field, value.Word, value.Case));
    }

    private (FieldTerm Field, string Text) TwoTexts(string form, bool fieldFirst)
    {
        var function = Next;
        at++;
        Expect(WordKind.Open, form);
        var first = Side();
        Expect(WordKind.Comma, form);
        var second = Side();
        Expect(WordKind.Close, form);
        var (field, text) = fieldFirst ? (first, second) : (second, first);
        return (field.Field, text) switch
        {
            ({ Field.Kind: FieldKind.Text } of, { Field: null, Word.Kind: WordKind.Quoted }) => (of, FilterLiteral.Cased(text.Word.Text, text.Case)),
            ({ Field.Kind: not FieldKind.Text } of, _) => throw new FilterException($"{function.Text} at {function.Position} is for texts, and '{of.Field}' is none.", function.Position),
            _ => throw new FilterException($"{function.Text} at {function.Position} wants a field and a text in quotes: {form}.", function.Position),
        };
    }

    /// <summary>A field or a value, with functions around it; of several the outermost counts.</summary>
    private (FieldTerm? Field, FilterWord Word, LetterCase Case) Side()
    {
        LetterCase? letters = null;
        var open = 0;
        while (Next.Is("toupper") || Next.Is("tolower"))
        {
            letters ??= Next.Is("toupper") ? LetterCase.Upper : LetterCase.Lower;
            var form = $"{Next.Text}(name)";
            at++;
            Expect(WordKind.Open, form);
            Deeper();
            open++;
        }

        var word = Next;
        if (word.Kind is not (WordKind.Bare or WordKind.Quoted))
        {
            throw Wrong($"a field or a value is missing at {word.Position}, before {word.Shown}.");
        }

        at++;
        for (; open > 0; open--)
        {
            Expect(WordKind.Close, "toupper(name)");
            depth--;
        }

        if (word.Kind is WordKind.Quoted || FilterLiteral.IsValue(word.Text))
        {
            return (null, word, letters ?? LetterCase.AsIs);
        }

        if (Next.Kind is WordKind.Open)
        {
            throw new FilterException($"unknown function '{ListFields.Shortened(word.Text)}' at {word.Position}. There are startswith, substringof, toupper and tolower.", word.Position);
        }

        var field = fields.Find(word.Text) ?? throw new FilterException(Unknown(word), word.Position);
        return letters is not null && field.Kind is not FieldKind.Text
            ? throw new FilterException($"toupper and tolower are for texts, and '{field}' at {word.Position} is none.", word.Position)
            : (new FieldTerm(field, letters ?? LetterCase.AsIs), word, LetterCase.AsIs);
    }

    private string Unknown(FilterWord word) => at >= 2 && Comparisons.Find(words[at - 2].Text) is not null
        ? $"'{ListFields.Shortened(word.Text)}' at {word.Position} is no value. A text stands in single quotes: {FilterValue.Quote(ListFields.Shortened(word.Text))}."
        : fields.Unknown(word.Text, word.Position);

    private void Expect(WordKind kind, string form)
    {
        if (Next.Kind != kind)
        {
            throw Wrong($"{Next.Shown} at {Next.Position} is not what must stand here. Write {form}.");
        }

        at++;
    }

    private void Deeper()
    {
        if (++depth > ListLimits.FilterDepth)
        {
            throw Wrong($"parentheses and negations are more than {ListLimits.FilterDepth} deep at {Next.Position}.");
        }
    }

    private FilterException Wrong(string message) => new(message, Next.Position);
}
