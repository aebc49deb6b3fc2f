using Slipway.Projects.Listing;

namespace Slipway.Server.Resources;

/// <summary>What the lists of the console are asked for: a project, and a text that stands in one of some fields.</summary>
internal static class ResourceSearch
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    private const int MaxLength = 200;

    /// <summary>The query for one page, by name.</summary>
    /// <param name="fields">The resource's own.</param>
    /// <param name="project">Its name; null or blank for all.</param>
    /// <param name="text">What is searched for; null or blank for everything.</param>
    /// <param name="page">From 1.</param>
    /// <param name="searched">The names of the fields that are searched.</param>
    public static ListQuery Query(ListFields fields, string? project, string? text, int page, params string[] searched)
    {
        var terms = new List<Filter>();
        if (Given(project) is { } owner)
        {
            terms.Add(new Filter.Compare(new FieldTerm(fields.Find("project")!), Comparison.Equal, new FilterValue.Text(owner)));
        }

        if (Given(text) is { } part)
        {
            terms.Add(new Filter.Or([.. searched.Select(name => new Filter.Contains(new FieldTerm(fields.Find(name)!, LetterCase.Lower), part.ToLowerInvariant()))]));
        }

        return new ListQuery
        {
            Filter = ListFilter.All(terms),
            Order = [.. ((string[])["name", "project"]).Select(fields.Find).OfType<ListField>().Select(field => new ListOrder(field, IsDescending: false))],
            Skip = (page - 1) * PageSize,
            Take = PageSize,
        };
    }

    /// <summary>The query for all that a project has, by name: as many as a list may have.</summary>
    public static ListQuery AllOf(ListFields fields, string project) => Query(fields, project, text: null, page: 1) with { Take = ListLimits.MaxTake };

    /// <summary>The page that an address asks for, within reason.</summary>
    public static int PageOf(int? asked) => Math.Clamp(asked ?? 1, 1, int.MaxValue / PageSize);

    /// <summary>A text that was given in an address; null for none.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > MaxLength ? null : text.Trim();
}
