using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images;

/// <summary>A reference to an image, such as <c>acme/web:1.0.0</c> or <c>acme/web@sha256:…</c>.</summary>
/// <param name="Repository">Where the image is.</param>
/// <param name="Tag">Null when the reference names none; no <c>latest</c> is made up.</param>
/// <param name="Digest">Null when the reference is not pinned.</param>
public sealed record ImageReference(ImageRepository Repository, Tag? Tag = null, Digest? Digest = null)
{
    private const int MaxLength = ReferenceGrammar.MaxNameLength + 1 + ReferenceGrammar.MaxTagLength + 1 + ReferenceGrammar.MaxDigestLength;

    /// <summary>Reads a reference that is known to be one, such as a constant in code.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is no reference.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference, out var problem) ? reference : throw new FormatException(problem);

    /// <summary>Reads a reference; never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference) => TryParse(text, out reference, out _);

    /// <summary>Reads a reference as people write it, or says what is wrong and what would be right; never throws, and takes time in proportion to the length.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        if (string.IsNullOrEmpty(text))
        {
            problem = "the image is empty; one looks like 'acme/web:1.0.0'";
            return false;
        }

        if (text.Length > MaxLength)
        {
            problem = $"{Excerpt.Of(text)} has {text.Length} characters; an image reference has at most {MaxLength}";
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        Digest? digest = null;
        if (at >= 0 && !Digest.TryParse(text[(at + 1)..], out digest, out problem))
        {
            return false;
        }

        var name = at < 0 ? text : text[..at];
        var colon = name.LastIndexOf(':');
        Tag? tag = null;
        if (colon > name.LastIndexOf('/'))
        {
            if (!Tag.TryParse(name[(colon + 1)..], out tag, out problem))
            {
                return false;
            }

            name = name[..colon];
        }

        if (!ImageRepository.TryParse(name, out var repository, out problem))
        {
            return false;
        }

        reference = new ImageReference(repository, tag, digest);
        return true;
    }

    /// <summary>As people write it, and as <see cref="TryParse(string?, out ImageReference?)"/> reads it back.</summary>
    public override string ToString() =>
        $"{Repository}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";
}
