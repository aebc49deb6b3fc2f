using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Projects.Listing;

namespace Slipway.Server.Api;

/// <summary>Lists in Code Stream's shape: documents by their link, not in an array.</summary>
internal static class Listing
{
    private const int MostFilters = 20;

    /// <summary>
    /// What the URL asks of a list: <c>$filter</c> (several hold together), <c>$orderby</c>, and a <see cref="Page"/>. <c>$expand</c> changes nothing,
    /// for the documents are always there.
    /// </summary>
    /// <exception cref="BadHttpRequestException">Something in it cannot be read; the message says where and what would be right.</exception>
    public static ListQuery Query(HttpRequest request, ListFields fields)
    {
        var page = Page.Of(request);
        var filters = request.Query["$filter"];
        if (filters.Count > MostFilters)
        {
            throw new BadHttpRequestException($"$filter: stands in the URL {filters.Count} times; at most {MostFilters} are read.");
        }

        var (order, problem) = request.Query["$orderby"] is { Count: > 0 } steps ? ListOrder.Parse(string.Join(',', steps!), fields) : ([], null);
        return problem is not null
            ? throw new BadHttpRequestException($"$orderby: {problem}")
            : new ListQuery
            {
                Filter = ListFilter.All([.. filters.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => Read(text!, fields))]),
                Order = order,
                Skip = page.Skip,
                Take = page.Take,
            };
    }

    /// <summary>A page that the database made.</summary>
    public static IResult Answer<T>(ListPage<T> page, Func<T, JsonObject> toDocument)
    {
        var body = Of(page.Items.Select(toDocument), page.TotalCount);
        if (!page.IsTotalExact)
        {
            body["_totalCountIsAtLeast"] = true;
        }

        return Results.Json(body);
    }

    /// <summary>A page out of a list that is short enough to be in memory.</summary>
    public static JsonObject Of<T>(IReadOnlyList<T> all, Page page, Func<T, JsonObject> toDocument) =>
        Of(all.Skip(page.Skip).Take(page.Take).Select(toDocument), all.Count);

    private static JsonObject Of(IEnumerable<JsonObject> documents, int totalCount)
    {
        var byLink = new JsonObject();
        foreach (var document in documents)
        {
            byLink.Add(document["_link"]!.GetValue<string>(), document);
        }

        return new JsonObject
        {
            ["count"] = byLink.Count,
            ["totalCount"] = totalCount,
            ["links"] = new JsonArray([.. byLink.Select(pair => JsonValue.Create(pair.Key))]),
            ["documents"] = byLink,
        };
    }

    private static Filter Read(string text, ListFields fields)
    {
        var read = ListFilter.Parse(text, fields);
        return read.Filter ?? throw new BadHttpRequestException($"$filter: {read.Problem}");
    }
}
