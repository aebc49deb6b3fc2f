using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Projects.Listing;

/// <summary>
/// Which rows of a list are meant. It prints itself as a <c>$filter</c> that reads as the same again, with parentheses only where
/// the tree needs them.
/// </summary>
public abstract record Filter
{
    /// <summary>Holds when all items hold; there are two or more.</summary>
    public sealed record And(ImmutableArray<Filter> Items) : Filter
    {
        /// <inheritdoc/>
        public bool Equals(And? other) => other is not null && Items.SequenceEqual(other.Items);

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Aggregate(1, HashCode.Combine);

        /// <inheritdoc/>
        public override string ToString() => string.Join(" and ", Items.Select(item => item is And or Or ? $"({item})" : item.ToString()));
    }

    /// <summary>Holds when any item holds; there are two or more.</summary>
    public sealed record Or(ImmutableArray<Filter> Items) : Filter
    {
        /// <inheritdoc/>
        public bool Equals(Or? other) => other is not null && Items.SequenceEqual(other.Items);

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Aggregate(2, HashCode.Combine);

        /// <inheritdoc/>
        public override string ToString() => string.Join(" or ", Items.Select(item => item is Or ? $"({item})" : item.ToString()));
    }

    /// <summary>Holds when the item does not.</summary>
    public sealed record Not(Filter Item) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => Item is And or Or ? $"not ({Item})" : $"not {Item}";
    }

    /// <summary>Compares a field with a value of its kind.</summary>
    public sealed record Compare(FieldTerm Field, Comparison Comparison, FilterValue Value) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Field} {Comparison.Word()} {Value}";
    }

    /// <summary>Whether a text begins with another, case included.</summary>
    public sealed record StartsWith(FieldTerm Field, string Prefix) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"startswith({Field}, {FilterValue.Quote(Prefix)})";
    }

    /// <summary>Whether a text holds another, case included.</summary>
    public sealed record Contains(FieldTerm Field, string Part) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"substringof({FilterValue.Quote(Part)}, {Field})";
    }
}

/// <summary>A field as a filter uses it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Case">What is done to its letters first.</param>
public sealed record FieldTerm(ListField Field, LetterCase Case = LetterCase.AsIs)
{
    /// <inheritdoc/>
    public override string ToString() => Case switch
    {
        LetterCase.Upper => $"toupper({Field})",
        LetterCase.Lower => $"tolower({Field})",
        _ => Field.ToString(),
    };
}

/// <summary>What is done to the letters of a text, A to Z; what becomes of others is the database's affair.</summary>
public enum LetterCase
{
    /// <summary>Nothing.</summary>
    AsIs,

    /// <summary><c>toupper</c>.</summary>
    Upper,

    /// <summary><c>tolower</c>.</summary>
    Lower,
}

/// <summary>What a field is compared with.</summary>
public abstract record FilterValue
{
    /// <summary>A text; compared with an <see cref="FieldKind.Id"/> it is one that is no UUID.</summary>
    public sealed record Text(string Value) : FilterValue
    {
        /// <inheritdoc/>
        public override string ToString() => Quote(Value);
    }

    /// <summary>An identity.</summary>
    public sealed record Id(Guid Value) : FilterValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"'{Value}'";
    }

    /// <summary>A number; microseconds since 1970 for a moment.</summary>
    public sealed record Number(long Value) : FilterValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>True or false.</summary>
    public sealed record Boolean(bool Value) : FilterValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "true" : "false";
    }

    internal static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
