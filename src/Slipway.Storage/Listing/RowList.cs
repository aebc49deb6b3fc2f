using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Listing;

namespace Slipway.Storage.Listing;

/// <summary>Lists rows: filter, order, page and count run in the database.</summary>
internal static class RowList
{
    private const int MostMerged = 16;

    /// <summary>One page of the rows.</summary>
    /// <param name="rows">All of them.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="projects">The projects whose rows may be seen; null for all.</param>
    /// <param name="fields">What the fields are in the rows.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <param name="depths">How far from the beginning other ways are taken; null for those that were measured.</param>
    public static async Task<ListPage<TRow>> ToPageAsync<TRow>(
        this IQueryable<TRow> rows, ListQuery query, IReadOnlySet<string>? projects, RowFields<TRow> fields, CancellationToken cancellationToken, PageDepths? depths = null)
        where TRow : class
    {
        if (projects is { Count: 0 })
        {
            return new ListPage<TRow>([], 0);
        }

        depths ??= PageDepths.Measured;
        var all = projects?.Order(StringComparer.Ordinal).ToArray();
        var alternatives = Alternatives.Of(query.Filter, fields);
        var matching = Matching(rows, query.Filter, all, fields);
        var branches = Branches(rows, all, alternatives, fields);
        if (!query.IsCounted)
        {
            // One more than is shown tells of another page.
            var asked = query with { Take = query.Take + 1 };
            var some = await Cut(rows, Candidates(branches, matching, asked, fields, depths), asked, asked.Skip, asked.Take, fields, depths).ToListAsync(cancellationToken);
            return new ListPage<TRow>([.. some.Take(query.Take)], query.Skip + some.Count, IsTotalExact: some.Count <= query.Take);
        }

        if (query.Skip >= depths.Turned && query.Take > 0)
        {
            return await FromTheEndAsync(matching, query, fields, depths, cancellationToken);
        }

        var page = await Cut(rows, Candidates(branches, matching, query, fields, depths), query, query.Skip, query.Take, fields, depths).ToListAsync(cancellationToken);
        if (page.Count < query.Take && (page.Count > 0 || query.Skip == 0))
        {
            return new ListPage<TRow>(page, query.Skip + page.Count);
        }

        const int enough = ListLimits.CountedAtMost + 1;
        var counting = branches.IsEmpty ? matching.Select(row => 1) : branches.Select(branch => branch.Select(row => 1).Take(enough)).Aggregate(Queryable.Concat);
        var counted = await counting.Take(enough).CountAsync(cancellationToken);
        if (counted <= ListLimits.CountedAtMost)
        {
            return new ListPage<TRow>(page, counted);
        }

        // Somebody who pages as long as there is more must get to the end.
        var seen = query.Skip + page.Count;
        return new ListPage<TRow>(page, page.Count == query.Take ? Math.Max(counted - 1, seen + 1) : counted - 1, IsTotalExact: false);
    }

    /// <summary>What is nearer to the end is reached from there. A database passes over rows one by one, and counts them much faster.</summary>
    private static async Task<ListPage<TRow>> FromTheEndAsync<TRow>(IQueryable<TRow> matching, ListQuery query, RowFields<TRow> fields, PageDepths depths, CancellationToken cancellationToken)
        where TRow : class
    {
        var total = await matching.CountAsync(cancellationToken);
        var rest = Math.Max(0, total - query.Skip);
        var isNearEnd = rest < query.Skip;
        var take = Math.Min(query.Take, rest);
        var page = await Cut(matching, matching, query, isNearEnd ? rest - take : query.Skip, take, fields, depths, isNearEnd).ToListAsync(cancellationToken);
        if (isNearEnd)
        {
            page.Reverse();
        }

        return new ListPage<TRow>(page, total);
    }

    /// <summary>A page of the rows. Far from their beginning only an index is walked to find it: no row is read that is passed over.</summary>
    private static IQueryable<TRow> Cut<TRow>(IQueryable<TRow> all, IQueryable<TRow> rows, ListQuery query, int skip, int take, RowFields<TRow> fields, PageDepths depths, bool isReversed = false)
        where TRow : class
    {
        var page = Ordered(rows, query, fields, isReversed).Skip(skip).Take(take);
        return skip <= depths.Read ? page : Ordered(all.AsNoTracking().Where(RowFilter.In(fields.Identity, page)), query, fields, isReversed);
    }

    /// <summary>
    /// The rows of several projects cannot be read off an index in order, but those of each project can; and so it is with a filter's
    /// alternatives. Empty when there is one branch only, or there are too many.
    /// </summary>
    private static ImmutableArray<IQueryable<TRow>> Branches<TRow>(IQueryable<TRow> rows, string[]? projects, Filter?[] alternatives, RowFields<TRow> fields)
        where TRow : class =>
        (projects?.Length ?? 1) * alternatives.Length is not (> 1 and <= MostMerged) ? []
            : [.. from project in projects?.Select(name => (string[]?)[name]) ?? [null]
                  from filter in alternatives
                  select Matching(rows, filter, project, fields)];

    /// <summary>The rows of which the page is cut: of each branch no more than come before the page's end.</summary>
    private static IQueryable<TRow> Candidates<TRow>(ImmutableArray<IQueryable<TRow>> branches, IQueryable<TRow> matching, ListQuery query, RowFields<TRow> fields, PageDepths depths) =>
        branches.IsEmpty || query.Skip + (long)query.Take > depths.Merged || query.Take == 0
            ? matching
            : branches.Select(branch => Ordered(branch, query, fields).Take(query.Skip + query.Take)).Aggregate(Queryable.Concat);

    private static IQueryable<TRow> Matching<TRow>(IQueryable<TRow> rows, Filter? filter, IEnumerable<string>? projects, RowFields<TRow> fields)
        where TRow : class
    {
        var matching = rows.AsNoTracking();
        if (projects is not null)
        {
            matching = matching.Where(RowFilter.AnyOf(fields.Project, projects));
        }

        return filter is null ? matching : matching.Where(RowFilter.Of(filter, fields));
    }

    private static IQueryable<TRow> Ordered<TRow>(IQueryable<TRow> rows, ListQuery query, RowFields<TRow> fields, bool isReversed = false)
    {
        var asked = query.Order.Select(step => (By: fields.Of(step.Field.Name), step.IsDescending));
        var isDescending = query.Order is [.., var last] && last.IsDescending;

        // What is equal in what was asked for comes in the order of its own, all in one direction: so an index has it.
        (LambdaExpression By, bool IsDescending)[] steps = query.Order.IsEmpty ? fields.Order : [.. asked, .. fields.Order.Select(step => (step.By, isDescending))];
        foreach (var (step, place) in steps.Select((step, place) => (step, place)))
        {
            rows = Sort(place is 0, step.IsDescending != isReversed).MakeGenericMethod(typeof(TRow), step.By.ReturnType).Invoke(null, [rows, step.By]) as IQueryable<TRow> ?? rows;
        }

        return rows;
    }

    private static MethodInfo Sort(bool isFirst, bool isDescending) => typeof(Queryable).GetMethods()
        .Single(method => method.GetParameters().Length is 2 && method.Name == (isFirst, isDescending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            (false, true) => nameof(Queryable.ThenByDescending),
        });
}

/// <summary>How far from a list's beginning, in rows, a page is found in another way.</summary>
/// <param name="Read">Up to here what is passed over is read with the rest.</param>
/// <param name="Merged">Up to here the rows of several projects are merged.</param>
/// <param name="Turned">From here on the end may be nearer.</param>
internal sealed record PageDepths(int Read, int Merged, int Turned)
{
    /// <summary>Where the other way was faster over 1,000,000 rows, on both databases.</summary>
    public static PageDepths Measured { get; } = new(100, 2_000, 200_000);
}
