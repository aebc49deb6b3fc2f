using System.Globalization;

namespace Slipway.Projects.Listing;

/// <summary>Reads a value by the kind of the field that it is compared with.</summary>
internal static class FilterLiteral
{
    /// <summary>Whether a word without quotes is a value and not a name.</summary>
    public static bool IsValue(string word) =>
        char.IsAsciiDigit(word[0]) || word[0] is '-' or '/' || bool.TryParse(word, out _) || word is "null" || Guid.TryParseExact(word, "D", out _);

    public static FilterValue Of(FieldTerm term, FilterWord word, LetterCase letters)
    {
        var text = word.Kind is WordKind.Quoted ? Cased(word.Text, letters) : word.Text;
        return term.Field.Kind switch
        {
            FieldKind.Text when word.Kind is WordKind.Quoted => new FilterValue.Text(text),
            FieldKind.Link when text.LastIndexOf('/') is var slash => Guid.TryParseExact(text.AsSpan(slash + 1), "D", out var id) ? new FilterValue.Id(id) : new FilterValue.Text(text),
            FieldKind.Id => Guid.TryParseExact(text, "D", out var id) ? new FilterValue.Id(id) : new FilterValue.Text(text),
            FieldKind.Boolean when bool.TryParse(text, out var value) => new FilterValue.Boolean(value),
            FieldKind.Number or FieldKind.Moment when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new FilterValue.Number(number),
            FieldKind.Moment when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
                new FilterValue.Number((moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
            var kind => throw new FilterException($"{word.Shown} at {word.Position} is no value for '{term.Field}'. {Right(kind, text)}", word.Position),
        };
    }

    /// <summary>A to Z only, as the database does it.</summary>
    public static string Cased(string text, LetterCase letters) => letters switch
    {
        LetterCase.Upper => string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c) : c)),
        LetterCase.Lower => string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)),
        _ => text,
    };

    private static string Right(FieldKind kind, string text) => kind switch
    {
        FieldKind.Text => $"A text stands in single quotes: {FilterValue.Quote(ListFields.Shortened(text))}.",
        FieldKind.Boolean => "It is true or false.",
        FieldKind.Number => "It is a whole number.",
        _ => "It is a number of microseconds since 1970, or an ISO 8601 text in quotes.",
    };
}
