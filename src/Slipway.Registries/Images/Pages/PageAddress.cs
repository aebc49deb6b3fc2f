using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images.Pages;

/// <summary>An address as it stands in the browser, taken apart. Nothing in it is trusted: what comes of it still has to pass the grammar.</summary>
/// <param name="Scheme"><c>https</c> where the text names none.</param>
/// <param name="Host">Host and, where it is written, port; in lower case.</param>
/// <param name="Segments">The path's parts that are not empty, unescaped once: a part may hold slashes.</param>
/// <param name="Query">What stands between <c>?</c> and <c>#</c>.</param>
internal sealed record PageAddress(string Scheme, string Host, ImmutableArray<string> Segments, string Query)
{
    private const int MaxLength = 2048;

    /// <summary>The whole path, without a slash at its ends.</summary>
    public string Path => string.Join('/', Segments);

    /// <summary>From the part with that number on, up to the first that is one of those, if there is any.</summary>
    public string Rest(int from, params ReadOnlySpan<string> until)
    {
        var end = from;
        while (end < Segments.Length && !until.Contains(Segments[end]))
        {
            end++;
        }

        return string.Join('/', Segments[Math.Min(from, Segments.Length)..end]);
    }

    /// <summary>The value of a parameter; null when it is not there.</summary>
    public string? Parameter(string name) => Query.Split('&')
        .Where(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal))
        .Select(pair => Uri.UnescapeDataString(pair[(name.Length + 1)..]))
        .FirstOrDefault();

    /// <summary>Takes an address apart, or says what is wrong; never throws.</summary>
    public static bool TryParse(string? text, string example, [NotNullWhen(true)] out PageAddress? page, [NotNullWhen(false)] out string? problem)
    {
        page = null;
        var address = text?.Trim() ?? "";
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var scheme = start < 0 ? "https" : address[..start].ToLowerInvariant();
        var (place, query) = Cut(start < 0 ? address : address[(start + 3)..]);
        var segments = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var host = segments.Length == 0 || place[0] == '/' ? "" : segments[0].ToLowerInvariant();
        problem = address.Length == 0 ? $"the repository's address is empty; {example}"
            : address.Length > MaxLength ? $"the repository's address has {address.Length} characters; {example}"
            : scheme is not ("http" or "https") ? $"a repository's address starts with 'https://', 'http://' or with no scheme at all; {example}"
            // What stands before the '@' may be a password: it is not repeated.
            : host.Contains('@', StringComparison.Ordinal) || (place.Contains('@', StringComparison.Ordinal) && !place.Contains("@sha256:", StringComparison.Ordinal)) ? $"the address holds an '@': user name and password have fields of their own; {example}"
            : host.Length == 0 || (start < 0 && !ReferenceGrammar.LooksLikeHost(host)) ? $"{Excerpt.Of(address)} names no registry; {example}"
            : null;
        if (problem is not null)
        {
            return false;
        }

        page = new PageAddress(scheme, host, [.. segments[1..].Select(Uri.UnescapeDataString).Select(segment => segment.Trim('/')).Where(segment => segment.Length > 0)], query);
        return true;
    }

    private static (string Place, string Query) Cut(string text)
    {
        var bare = text.Split('#')[0];
        var mark = bare.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (bare, "") : (bare[..mark], bare[(mark + 1)..]);
    }
}
