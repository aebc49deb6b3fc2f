using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images;

/// <summary>An image tag, such as <c>1.0.0</c>. Always one that the grammar allows.</summary>
public sealed record Tag
{
    /// <summary>A tag that is known to be one; <see cref="TryParse(string?, out Tag?, out string?)"/> is for text from outside.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is no tag.</exception>
    public Tag(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (ReferenceGrammar.ProblemWithTag(value) is { } problem)
        {
            throw new ArgumentException(problem, nameof(value));
        }

        Value = value;
    }

    /// <summary>1 to 128 characters of <c>[A-Za-z0-9_.-]</c>, the first of which is neither <c>.</c> nor <c>-</c> (OCI distribution specification, 1.1, "tag").</summary>
    public string Value { get; }

    /// <summary>Reads a tag; never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Tag? tag) => TryParse(text, out tag, out _);

    /// <summary>Reads a tag, or says what is wrong and what would be right; never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Tag? tag, [NotNullWhen(false)] out string? problem)
    {
        problem = ReferenceGrammar.ProblemWithTag(text ?? "");
        tag = problem is null ? new Tag(text!) : null;
        return tag is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
