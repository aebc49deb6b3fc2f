namespace Slipway.Projects.Listing;

/// <summary>How much a list query may ask for.</summary>
public static class ListLimits
{
    /// <summary>Characters of a <c>$filter</c>, at most.</summary>
    public const int FilterLength = 16_000;

    /// <summary>Comparisons of a <c>$filter</c>, at most.</summary>
    public const int FilterTerms = 200;

    /// <summary>Parentheses and negations inside each other, at most.</summary>
    public const int FilterDepth = 32;

    /// <summary>Fields of an <c>$orderby</c>, at most.</summary>
    public const int OrderFields = 8;

    /// <summary>Rows of a page when none are asked for.</summary>
    public const int DefaultTake = 100;

    /// <summary>Rows of a page, at most; asking for more gets that many.</summary>
    public const int MaxTake = 1000;

    /// <summary>Up to here <see cref="ListPage{T}.TotalCount"/> is exact. Counting on would cost more than everything else of the query.</summary>
    public const int CountedAtMost = 10_000;
}
