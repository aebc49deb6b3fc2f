namespace Slipway.Projects.Listing;

/// <summary>The kinds of words of a filter.</summary>
internal enum WordKind
{
    Open,
    Close,
    Comma,

    /// <summary>Text in single quotes; the word's text is without them.</summary>
    Quoted,

    /// <summary>A name, an operator or a number.</summary>
    Bare,

    End,
}

/// <summary>A word of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Position">Where it begins, from 1.</param>
internal readonly record struct FilterWord(WordKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind is WordKind.Bare && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>As an error names it.</summary>
    public string Shown => Kind switch
    {
        WordKind.End => "the end",
        WordKind.Quoted => FilterValue.Quote(ListFields.Shortened(Text)),
        _ => $"'{ListFields.Shortened(Text)}'",
    };

    /// <summary>Cuts a filter into its words; the last one is the end.</summary>
    /// <exception cref="FilterException">There is something that begins no word.</exception>
    public static List<FilterWord> Cut(string text)
    {
        var words = new List<FilterWord>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            switch (text[at])
            {
                case var c when char.IsWhiteSpace(c):
                    at++;
                    continue;
                case '(':
                    words.Add(new(WordKind.Open, "(", ++at));
                    continue;
                case ')':
                    words.Add(new(WordKind.Close, ")", ++at));
                    continue;
                case ',':
                    words.Add(new(WordKind.Comma, ",", ++at));
                    continue;
                case '\'':
                    at = EndOfQuoted(text, start);
                    words.Add(new(WordKind.Quoted, text[(start + 1)..(at - 1)].Replace("''", "'", StringComparison.Ordinal), start + 1));
                    continue;
                case var c when IsBare(c):
                    at += text.AsSpan(at).IndexOfAnyExcept(BareCharacters) is var length and >= 0 ? length : text.Length - at;
                    words.Add(new(WordKind.Bare, text[start..at], start + 1));
                    continue;
                case '"' or '“' or '”' or '‘' or '’':
                    throw new FilterException($"{text[at]} quotes nothing at {at + 1}. A text stands in single quotes: 'text'.", at + 1);
                case '=' or '!' or '<' or '>' or '&' or '|':
                    throw new FilterException($"'{text[at]}' is no operator at {at + 1}. There are eq, ne, gt, ge, lt, le, and, or, not.", at + 1);
                default:
                    throw new FilterException($"unexpected character U+{(int)text[at]:X4} at {at + 1}.", at + 1);
            }
        }

        words.Add(new(WordKind.End, "", text.Length + 1));
        return words;
    }

    private static readonly System.Buffers.SearchValues<char> BareCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-@:/");

    private static bool IsBare(char c) => BareCharacters.Contains(c);

    // A quote within a text is doubled.
    private static int EndOfQuoted(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] is '\0')
            {
                throw new FilterException($"U+0000 at {at + 1}; no text holds it.", at + 1);
            }

            if (text[at] is not '\'')
            {
                continue;
            }

            if (at + 1 == text.Length || text[at + 1] is not '\'')
            {
                return at + 1;
            }

            at++;
        }

        throw new FilterException($"the text that begins at {start + 1} is not closed. Close it with ' and write '' for a quote within it.", start + 1);
    }
}
