namespace Slipway.Projects.Listing;

/// <summary>How a field is compared with a value. All but the first two are for numbers and moments.</summary>
public enum Comparison
{
    /// <summary><c>eq</c></summary>
    Equal,

    /// <summary><c>ne</c></summary>
    NotEqual,

    /// <summary><c>gt</c></summary>
    Greater,

    /// <summary><c>ge</c></summary>
    GreaterOrEqual,

    /// <summary><c>lt</c></summary>
    Less,

    /// <summary><c>le</c></summary>
    LessOrEqual,
}

/// <summary>The words of OData for comparisons.</summary>
internal static class Comparisons
{
    private static readonly (string Word, Comparison Comparison)[] Words =
    [
        ("eq", Comparison.Equal), ("ne", Comparison.NotEqual),
        ("gt", Comparison.Greater), ("ge", Comparison.GreaterOrEqual), ("lt", Comparison.Less), ("le", Comparison.LessOrEqual),
    ];

    public static string Word(this Comparison comparison) => Words.First(known => known.Comparison == comparison).Word;

    public static Comparison? Find(string word) =>
        Words.Where(known => known.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(known => (Comparison?)known.Comparison).FirstOrDefault();

    /// <summary>What holds when the sides change places.</summary>
    public static Comparison Mirrored(this Comparison comparison) => comparison switch
    {
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        _ => comparison,
    };

    public static bool IsOrdering(this Comparison comparison) => comparison is not (Comparison.Equal or Comparison.NotEqual);
}
