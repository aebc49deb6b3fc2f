using System.Globalization;
using Microsoft.AspNetCore.Http;
using Slipway.Projects.Listing;

namespace Slipway.Server.Api;

/// <summary>
/// Which page of a list is asked for: <c>$top</c> and <c>$skip</c>, or <c>page</c> (from 0) and <c>$size</c>. Some clients say
/// <c>count</c> for <c>$top</c>. More than <see cref="ListLimits.MaxTake"/> rows are never returned, however many are asked for.
/// </summary>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to return.</param>
internal sealed record Page(int Skip, int Take)
{
    /// <exception cref="BadHttpRequestException">A number is none, or negative.</exception>
    public static Page Of(HttpRequest request)
    {
        var take = (int)Math.Min(Number(request, "$top") ?? Number(request, "$size") ?? Number(request, "count") ?? ListLimits.DefaultTake, ListLimits.MaxTake);
        var skip = Number(request, "$skip") ?? (Number(request, "page") ?? 0) * take;
        return new Page((int)Math.Min(skip, int.MaxValue), take);
    }

    // Whole numbers of any size, and in any notation: they are capped.
    private static double? Number(HttpRequest request, string name)
    {
        if (!request.Query.TryGetValue(name, out var texts))
        {
            return null;
        }

        var text = texts[0] ?? "";
        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && (double.IsInfinity(number) || number == Math.Floor(number)) && char.IsAsciiDigit(text[^1])
            ? number
            : throw new BadHttpRequestException($"{name}: '{(text.Length <= 40 ? text : text[..40] + "…")}' is no whole number from 0.");
    }
}
