using System.Collections.Immutable;

namespace Slipway.Projects.Listing;

/// <summary>What is asked of a list.</summary>
public sealed record ListQuery
{
    /// <summary>Which rows; null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The same query for those rows alone for which this holds, too.</summary>
    public ListQuery Where(Filter filter) => this with { Filter = Filter is null ? filter : new Filter.And([filter, Filter]) };

    /// <summary>In which order; empty for the resource's own. Rows that are equal in it are ordered by their identity, so that pages never overlap.</summary>
    public ImmutableArray<ListOrder> Order { get; init; } = [];

    /// <summary>How many rows to pass over; at least 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many rows to return; 0 to <see cref="ListLimits.MaxTake"/>.</summary>
    public int Take { get; init; } = ListLimits.DefaultTake;

    /// <summary>Whether the rows of all pages are counted. Otherwise it is only found out whether there is another page: for what no index helps to find.</summary>
    public bool IsCounted { get; init; } = true;
}

/// <summary>One page of a list.</summary>
/// <param name="Items">The page.</param>
/// <param name="TotalCount">How many there are on all pages.</param>
/// <param name="IsTotalExact">
/// Whether <paramref name="TotalCount"/> is exact. If not, there are at least that many, and always more than the pages up to this one
/// have shown if there is another page.
/// </param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, int TotalCount, bool IsTotalExact = true)
{
    /// <summary>The same page of something else.</summary>
    public ListPage<TOther> Select<TOther>(Func<T, TOther> selector) => new([.. Items.Select(selector)], TotalCount, IsTotalExact);
}
