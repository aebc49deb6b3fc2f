using Slipway.Projects.Listing;

namespace Slipway.Storage.Listing;

/// <summary>
/// What a filter comes to when it says what a field must not be, and the field can be one of a few texts only. An index finds what is
/// equal, in order; what is not equal it can only look for.
/// </summary>
internal static class Alternatives
{
    /// <summary>Filters of which always one at most holds, and which together hold where the filter does; the filter alone when there are none.</summary>
    public static Filter?[] Of<TRow>(Filter? filter, RowFields<TRow> fields) => filter switch
    {
        Filter.Compare { Comparison: Comparison.NotEqual, Field: { Case: LetterCase.AsIs } term, Value: FilterValue.Text { Value: var not } } when fields.TextsOf(term.Field.Name) is { } texts =>
            [.. texts.Where(text => text != not).Select(text => new Filter.Compare(term, Comparison.Equal, new FilterValue.Text(text)))],
        Filter.And all when all.Items.Select(item => Of(item, fields)).ToList() is var items && items.FindIndex(alternatives => alternatives.Length > 1) is var first and >= 0 =>
            [.. items[first].Select(alternative => new Filter.And(all.Items.SetItem(first, alternative!)))],
        _ => [filter],
    };
}
