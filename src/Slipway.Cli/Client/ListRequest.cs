using System.Globalization;

namespace Slipway.Cli.Client;

/// <summary>What is asked of a list.</summary>
internal sealed record ListRequest
{
    /// <summary>All of them must hold; each is sent as a <c>$filter</c> of its own, so that the server's positions are those of the person's text.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary><c>name desc</c> and the like; null for the server's own order.</summary>
    public string? Order { get; init; }

    /// <summary>How many at most; null for the server's own number.</summary>
    public int? Top { get; init; }

    /// <summary>How many to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>A text as it stands in a filter.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Holds where a field is that text.</summary>
    public static string Equal(string field, string text) => $"{field} eq {Quote(text)}";

    /// <summary>The address of the page below a collection.</summary>
    public string At(string path)
    {
        var query = Filters.Select(filter => $"$filter={Uri.EscapeDataString(filter)}").ToList();
        if (Order is not null)
        {
            query.Add($"$orderby={Uri.EscapeDataString(Order)}");
        }

        if (Top is { } top)
        {
            query.Add(string.Create(CultureInfo.InvariantCulture, $"$top={top}"));
        }

        if (Skip > 0)
        {
            query.Add(string.Create(CultureInfo.InvariantCulture, $"$skip={Skip}"));
        }

        return query.Count is 0 ? path : $"{path}?{string.Join('&', query)}";
    }
}
