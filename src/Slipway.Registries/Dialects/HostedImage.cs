namespace Slipway.Registries.Dialects;

/// <summary>
/// An image's full name taken apart, unlike references: what stands before the first slash is the host, whatever it looks like. In a registry's
/// own words it always is; read as people write it, <c>harbor/acme/web</c> would be an image at Docker Hub.
/// </summary>
internal sealed record HostedImage(string Registry, string Path, string? Tag, string? Digest)
{
    public static HostedImage? Of(string text)
    {
        text = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? text[(scheme + 3)..] : text;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1)
        {
            return null;
        }

        var path = text[(slash + 1)..];
        var at = path.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : path[(at + 1)..];
        path = at < 0 ? path : path[..at];
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return new HostedImage(text[..slash], colon < 0 ? path : path[..colon], colon < 0 ? null : path[(colon + 1)..], digest);
    }
}
