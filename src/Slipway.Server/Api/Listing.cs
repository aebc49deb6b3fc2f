using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Slipway.Server.Api;

/// <summary>Which page of a list is asked for: <c>$top</c> and <c>$skip</c>, or <c>page</c> and <c>$size</c>.</summary>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to return.</param>
internal sealed record Page(int Skip, int Take)
{
    private const int DefaultTake = 100;
    private const int MaxTake = 1000;

    public static Page Of(HttpRequest request)
    {
        var take = Math.Clamp(Number(request, "$top") ?? Number(request, "$size") ?? DefaultTake, 1, MaxTake);
        var skip = Number(request, "$skip") ?? (Number(request, "page") ?? 0) * (long)take;
        return new Page((int)Math.Clamp(skip, 0, int.MaxValue), take);
    }

    private static int? Number(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var text) && int.TryParse(text.ToString(), out var number) ? number : null;
}

/// <summary>Lists in Code Stream's shape: documents by their link, not in an array.</summary>
internal static class Listing
{
    public static JsonObject Of(IEnumerable<JsonObject> documents, int totalCount)
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

    /// <summary>A page out of a list that is short enough to be in memory.</summary>
    public static JsonObject Of<T>(IReadOnlyList<T> all, Page page, Func<T, JsonObject> toDocument) =>
        Of(all.Skip(page.Skip).Take(page.Take).Select(toDocument), all.Count);
}
