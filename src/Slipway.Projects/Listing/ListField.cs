namespace Slipway.Projects.Listing;

/// <summary>What a field holds, and so what it can be compared with.</summary>
public enum FieldKind
{
    /// <summary>Text. <c>eq</c> is exact, case included, as in OData.</summary>
    Text,

    /// <summary>The identity of something, a UUID. A text that is none is equal to no identity.</summary>
    Id,

    /// <summary>A link of the API; its identity is compared, so that links of both prefixes are the same.</summary>
    Link,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A moment: microseconds since 1970 UTC, or a quoted ISO 8601 text.</summary>
    Moment,

    /// <summary>True or false; in quotes, too, as Code Stream's clients write it.</summary>
    Boolean,
}

/// <summary>A field of a resource by which its list can be filtered and ordered.</summary>
/// <param name="Name">As the API's documents name it.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ListField(string Name, FieldKind Kind)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
