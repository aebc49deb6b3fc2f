namespace Slipway.Projects.Listing;

/// <summary>What came of reading a <c>$filter</c>: the filter, or what is wrong with it.</summary>
/// <param name="Filter">The filter; null when something is wrong.</param>
/// <param name="Problem">A sentence that says what is wrong, where, and what would be right; null when nothing is.</param>
/// <param name="Position">Where, from 1; 0 when nothing is wrong.</param>
public sealed record FilterResult(Filter? Filter, string? Problem, int Position);

/// <summary>
/// Reads a <c>$filter</c> (Code Stream API, index page: a part of OData). Loosest first: <c>or</c>, <c>and</c>, <c>not</c>, one
/// comparison or function, parentheses. Words have no case; fields and texts do. It never throws, and takes time in proportion to the text.
/// </summary>
public static class ListFilter
{
    /// <summary>Reads one.</summary>
    /// <param name="text">The filter's text.</param>
    /// <param name="fields">The fields that the resource has.</param>
    public static FilterResult Parse(string text, ListFields fields)
    {
        if (text.Length > ListLimits.FilterLength)
        {
            return new(null, $"the filter has {text.Length} characters; at most {ListLimits.FilterLength} are read.", ListLimits.FilterLength + 1);
        }

        try
        {
            return new(new FilterReader(FilterWord.Cut(text), fields).Whole(), null, 0);
        }
        catch (FilterException e)
        {
            return new(null, e.Message, e.Position);
        }
    }

    /// <summary>The filter that holds when all of these do; null for none.</summary>
    public static Filter? All(IReadOnlyList<Filter> filters) => filters.Count switch
    {
        0 => null,
        1 => filters[0],
        _ => new Filter.And([.. filters]),
    };
}
