using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images;

/// <summary>A content digest, such as <c>sha256:…</c>. Always one that the grammar allows.</summary>
public sealed record Digest
{
    /// <summary>A digest that is known to be one; <see cref="TryParse(string?, out Digest?, out string?)"/> is for text from outside.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is no digest.</exception>
    public Digest(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (ReferenceGrammar.ProblemWithDigest(value) is { } problem)
        {
            throw new ArgumentException(problem, nameof(value));
        }

        Value = value;
    }

    /// <summary>
    /// Algorithm, colon, lower-case hex (OCI image specification, 1.1, "Digests"): as many digits as sha256, sha384, sha512
    /// and blake3 have, at least 32 for an algorithm that is none of these; 256 characters at most.
    /// </summary>
    public string Value { get; }

    /// <summary>Reads a digest; never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Digest? digest) => TryParse(text, out digest, out _);

    /// <summary>Reads a digest, or says what is wrong and what would be right; never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Digest? digest, [NotNullWhen(false)] out string? problem)
    {
        problem = ReferenceGrammar.ProblemWithDigest(text ?? "");
        digest = problem is null ? new Digest(text!) : null;
        return digest is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
