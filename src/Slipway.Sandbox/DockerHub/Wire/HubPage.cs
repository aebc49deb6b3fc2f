using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Slipway.Sandbox.DockerHub.Wire;

/// <summary>A page of a list: <c>page</c> counts from 1, <c>page_size</c> is 10 when not given and 100 at most.</summary>
internal static class HubPage
{
    public static IResult Of<T>(HttpRequest request, IReadOnlyList<T> all, Func<T, object> show)
    {
        var page = Number(request, "page", 1, int.MaxValue / 100);
        var size = Number(request, "page_size", 10, 100);
        var skip = (page - 1) * size;
        if (page > 1 && skip >= all.Count)
        {
            return HubAnswers.NotFound();
        }

        return Results.Json(new
        {
            count = all.Count,
            next = skip + size < all.Count ? Address(request, page + 1, size) : null,
            previous = page > 1 ? Address(request, page - 1, size) : null,
            results = all.Skip(skip).Take(size).Select(show).ToArray(),
        });
    }

    private static int Number(HttpRequest request, string name, int fallback, int most) =>
        int.TryParse(request.Query[name], out var value) && value > 0 ? Math.Min(value, most) : fallback;

    private static string Address(HttpRequest request, int page, int size) =>
        $"{UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path)}?page={page}&page_size={size}";
}
