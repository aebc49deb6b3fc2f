using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Slipway.Projects.Listing;

namespace Slipway.Storage.Listing;

/// <summary>Lists rows: filter, order, page and count run in the database.</summary>
internal static class RowList
{
    private const int MostMerged = 16;
    private const int DeepestMerged = 2_000;

    /// <summary>One page of the rows.</summary>
    /// <param name="rows">All of them.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="projects">The projects whose rows may be seen; null for all.</param>
    /// <param name="fields">What the fields are in the rows.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<ListPage<TRow>> ToPageAsync<TRow>(
        this IQueryable<TRow> rows, ListQuery query, IReadOnlySet<string>? projects, RowFields<TRow> fields, CancellationToken cancellationToken)
        where TRow : class
    {
        if (projects is { Count: 0 })
        {
            return new ListPage<TRow>([], 0);
        }

        var matching = Matching(rows, query, projects?.Order(StringComparer.Ordinal), fields);
        var page = await Ordered(Candidates(rows, matching, query, projects, fields), query, fields).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken);
        if (page.Count < query.Take && (page.Count > 0 || query.Skip == 0))
        {
            return new ListPage<TRow>(page, query.Skip + page.Count);
        }

        var counted = await matching.Select(row => 1).Take(ListLimits.CountedAtMost + 1).CountAsync(cancellationToken);
        if (counted <= ListLimits.CountedAtMost)
        {
            return new ListPage<TRow>(page, counted);
        }

        // Somebody who pages as long as there is more must get to the end.
        var seen = query.Skip + page.Count;
        return new ListPage<TRow>(page, page.Count == query.Take ? Math.Max(counted - 1, seen + 1) : counted - 1, IsTotalExact: false);
    }

    /// <summary>
    /// The rows of which the page is cut. The rows of several projects cannot be read off an index in order, but those of each project
    /// can, and no more of each than the page's last row.
    /// </summary>
    private static IQueryable<TRow> Candidates<TRow>(
        IQueryable<TRow> rows, IQueryable<TRow> matching, ListQuery query, IReadOnlySet<string>? projects, RowFields<TRow> fields)
        where TRow : class
    {
        if (projects is not { Count: > 1 and <= MostMerged } || query.Skip + (long)query.Take > DeepestMerged || query.Take == 0)
        {
            return matching;
        }

        return projects.Order(StringComparer.Ordinal)
            .Select(project => Ordered(Matching(rows, query, [project], fields), query, fields).Take(query.Skip + query.Take))
            .Aggregate(Queryable.Concat);
    }

    private static IQueryable<TRow> Matching<TRow>(IQueryable<TRow> rows, ListQuery query, IEnumerable<string>? projects, RowFields<TRow> fields)
        where TRow : class
    {
        var matching = rows.AsNoTracking();
        if (projects is not null)
        {
            matching = matching.Where(RowFilter.AnyOf(fields.Project, projects));
        }

        return query.Filter is null ? matching : matching.Where(RowFilter.Of(query.Filter, fields));
    }

    private static IQueryable<TRow> Ordered<TRow>(IQueryable<TRow> rows, ListQuery query, RowFields<TRow> fields)
    {
        var steps = query.Order.IsEmpty
            ? fields.Order
            : [.. query.Order.Select(step => (fields.Of(step.Field.Name), step.IsDescending)), (fields.Identity, query.Order[^1].IsDescending)];
        foreach (var (step, place) in steps.Select((step, place) => (step, place)))
        {
            rows = Sort(place is 0, step.IsDescending).MakeGenericMethod(typeof(TRow), step.By.ReturnType).Invoke(null, [rows, step.By]) as IQueryable<TRow> ?? rows;
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
