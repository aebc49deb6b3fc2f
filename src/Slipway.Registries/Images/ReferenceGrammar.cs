using System.Buffers;

namespace Slipway.Registries.Images;

/// <summary>
/// The grammar of image references, read in one pass without backtracking. Each method answers what is wrong, or null.
/// Source: distribution/reference, reference.go, and the OCI distribution specification 1.1, "Pulling manifests".
/// </summary>
internal static class ReferenceGrammar
{
    /// <summary>Registry, slash and path together (OCI distribution specification 1.1: what common clients accept).</summary>
    public const int MaxNameLength = 255;

    public const int MaxTagLength = 128;

    public const int MaxDigestLength = 256;

    private const string NameRule = "path components are lower-case letters and digits, separated inside by '.', '_', '__' or dashes";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:");

    public static string? ProblemWithTag(string tag)
    {
        if (tag.Length == 0)
        {
            return "the tag is empty; a tag looks like '1.0.0' or 'latest'";
        }

        if (tag.Length > MaxTagLength)
        {
            return $"the tag {Excerpt.Of(tag)} has {tag.Length} characters; a tag has at most {MaxTagLength}";
        }

        for (var i = 0; i < tag.Length; i++)
        {
            var c = tag[i];
            if (!char.IsAsciiLetterOrDigit(c) && c != '_' && (i == 0 || c is not ('.' or '-')))
            {
                return $"{Excerpt.Of(tag)} is no tag: {At(tag, i)}; a tag is letters, digits, '_', '.' and '-', and starts with none of the last two";
            }
        }

        return null;
    }

    public static string? ProblemWithPath(string path)
    {
        if (path.Length == 0)
        {
            return "the repository name is empty; one looks like 'acme/web'";
        }

        var start = 0;
        while (true)
        {
            var i = EndOfComponent(path, start);
            if (i == path.Length)
            {
                return null;
            }

            if (path[i] != '/' || i == start || !IsLowerAlphanumeric(path[i - 1]))
            {
                return $"{Excerpt.Of(path)} is no repository name: {At(path, i)}; {NameRule}{Suggestion(path)}";
            }

            start = i + 1;
            if (start == path.Length)
            {
                return $"{Excerpt.Of(path)} is no repository name: it ends in '/'; {NameRule}";
            }
        }
    }

    public static string? ProblemWithHost(string host)
    {
        var name = host;
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            name = host[..colon];
            var port = host.AsSpan(colon + 1);
            if (port.Length is 0 or > 5 || port.ContainsAnyExceptInRange('0', '9') || int.Parse(port, provider: null) is 0 or > 65535)
            {
                return $"{Excerpt.Of(host)} is no registry: the port after ':' must be a number from 1 to 65535";
            }
        }

        return IsHostName(name) || IsBracketedAddress(name)
            ? null
            : $"{Excerpt.Of(host)} is no registry: a host looks like 'registry.example.com', 'localhost:5000' or '[::1]:5000'";
    }

    public static string? ProblemWithDigest(string digest)
    {
        if (digest.Length > MaxDigestLength)
        {
            return $"the digest {Excerpt.Of(digest)} has {digest.Length} characters; a digest has at most {MaxDigestLength}";
        }

        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IsAlgorithm(digest.AsSpan(0, colon)))
        {
            return $"{Excerpt.Of(digest)} is no digest; a digest looks like 'sha256:' and 64 lower-case hexadecimal digits";
        }

        var hex = digest.AsSpan(colon + 1);
        var expected = digest[..colon] switch
        {
            "sha256" or "blake3" => 64,
            "sha384" => 96,
            "sha512" => 128,
            _ => (int?)null,
        };
        return hex.ContainsAnyExcept(LowerHex) || hex.Length < 32 || (expected is not null && hex.Length != expected)
            ? $"{Excerpt.Of(digest)} is no digest: '{digest[..colon]}:' is followed by {(expected is null ? "at least 32" : expected)} lower-case hexadecimal digits"
            : null;
    }

    /// <summary>Whether the first part of a reference means a host rather than a namespace at Docker Hub.</summary>
    public static bool LooksLikeHost(ReadOnlySpan<char> first) =>
        first.ContainsAny('.', ':') || first.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether Docker reads the text, standing alone, as the id of an image: 64 hexadecimal digits.</summary>
    public static bool IsImageId(ReadOnlySpan<char> text) => text.Length == 64 && !text.ContainsAnyExcept(LowerHex);

    /// <summary>Where the path component that starts at <paramref name="i"/> stops being one.</summary>
    private static int EndOfComponent(string path, int i)
    {
        var underscores = 0;
        var previous = '/';
        for (; i < path.Length; i++)
        {
            var c = path[i];
            underscores = c == '_' ? underscores + 1 : 0;
            var fits = IsLowerAlphanumeric(c) || c switch
            {
                '.' => IsLowerAlphanumeric(previous),
                '-' => IsLowerAlphanumeric(previous) || previous == '-',
                '_' => IsLowerAlphanumeric(previous) || (previous == '_' && underscores <= 2),
                _ => false,
            };
            if (!fits)
            {
                return i;
            }

            previous = c;
        }

        // A name that ends on a separator, or holds nothing at all, is at fault at its last character.
        return IsLowerAlphanumeric(previous) ? i : i - 1;
    }

    private static bool IsLowerAlphanumeric(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static bool IsHostName(string name)
    {
        foreach (var range in name.AsSpan().Split('.'))
        {
            var label = name.AsSpan(range);
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsBracketedAddress(string name) =>
        name.Length > 2 && name[0] == '[' && name[^1] == ']' && !name.AsSpan(1, name.Length - 2).ContainsAnyExcept(AddressCharacters);

    private static bool IsAlgorithm(ReadOnlySpan<char> algorithm)
    {
        var afterSeparator = true;
        foreach (var c in algorithm)
        {
            var separator = c is '+' or '.' or '_' or '-';
            if (separator ? afterSeparator : !IsLowerAlphanumeric(c))
            {
                return false;
            }

            afterSeparator = separator;
        }

        return !afterSeparator && char.IsAsciiLetterLower(algorithm[0]);
    }

    private static string At(string text, int index) => $"{Excerpt.Of(text[index].ToString())} at position {index + 1} does not fit there";

    private static string Suggestion(string path)
    {
        var lower = path.ToLowerInvariant();
        return lower != path && ProblemWithPath(lower) is null ? $" (did you mean {Excerpt.Of(lower)}?)" : "";
    }
}
