using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images;

/// <summary>The address of a Docker Hub repository as people paste it into an endpoint.</summary>
public static class DockerHubRepositoryUrl
{
    private const int MaxLength = 2048;

    private const string Examples = "use 'https://hub.docker.com/r/acme/web', 'docker.io/acme/web' or 'acme/web'";

    /// <summary>Hosts that show pages about repositories. All but the first are retired names that still stand in old notes.</summary>
    private static readonly string[] PageHosts =
        ["hub.docker.com", "www.hub.docker.com", "cloud.docker.com", "registry.hub.docker.com", "store.docker.com"];

    private static readonly string[] RegistryHosts = [ImageRepository.DockerHub, "www.docker.io", "index.docker.io", "registry-1.docker.io"];

    /// <summary>
    /// Reads the address of a page, such as <c>https://hub.docker.com/r/acme/web/tags</c> or <c>https://hub.docker.com/_/nginx</c>,
    /// or a name, such as <c>acme/web</c>. Says what is wrong and what would be right otherwise; never throws.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageRepository? repository, [NotNullWhen(false)] out string? problem)
    {
        repository = null;
        var address = text?.Trim() ?? "";
        if (address.Length is 0 or > MaxLength)
        {
            problem = address.Length == 0 ? $"the repository is empty; {Examples}" : $"the repository has {address.Length} characters; {Examples}";
            return false;
        }

        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && address[..scheme].ToUpperInvariant() is not ("HTTP" or "HTTPS"))
        {
            problem = $"a repository's address starts with 'https://' or with no scheme at all; {Examples}";
            return false;
        }

        var rest = scheme < 0 ? address : address[(scheme + 3)..];
        rest = rest.Split('?', '#')[0];
        var segments = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length > 0 && (segments[0].Contains('@', StringComparison.Ordinal) || (rest.Contains('@', StringComparison.Ordinal) && !rest.Contains("@sha256:", StringComparison.Ordinal))))
        {
            // What stands before the '@' may be a password: it is not repeated.
            problem = $"the address holds an '@': user name, password, and digest have no place in it; {Examples}";
            return false;
        }

        var host = segments.Length > 0 ? segments[0].ToLowerInvariant() : "";
        host = host.EndsWith(":443", StringComparison.Ordinal) ? host[..^4] : host;
        if (PageHosts.Contains(host))
        {
            return TryReadPage(segments[1..], out repository, out problem);
        }

        if (RegistryHosts.Contains(host))
        {
            var path = segments.Length > 1 && segments[1] == "v2" ? segments[2..] : segments[1..];
            return TryReadName(path, out repository, out problem);
        }

        if (scheme >= 0 || (segments.Length > 1 && ReferenceGrammar.LooksLikeHost(host)))
        {
            problem = $"{Excerpt.Of(host)} is not Docker Hub; {Examples}";
            return false;
        }

        return TryReadName(segments, out repository, out problem);
    }

    private static bool TryReadPage(string[] path, [NotNullWhen(true)] out ImageRepository? repository, [NotNullWhen(false)] out string? problem)
    {
        switch (path)
        {
            case ["_", var official, ..]:
                return TryReadName([official], out repository, out problem);
            case ["r" or "u" or "layers", var owner, var name, ..]:
                return TryReadName([owner, name], out repository, out problem);
            case ["repository", "docker" or "registry-1.docker.io", var owner, var name, ..]:
                return TryReadName([owner, name], out repository, out problem);
            case ["v2", "repositories", var owner, var name, ..]:
                return TryReadName([owner, name], out repository, out problem);
            case ["v2", "namespaces", var owner, "repositories", var name, ..]:
                return TryReadName([owner, name], out repository, out problem);
            case ["r" or "u" or "repositories" or "orgs", var owner]:
                problem = $"this is the page of {Excerpt.Of(owner)} and names no repository; {Examples}";
                break;
            case [var owner, var name] when ImageRepository.TryCreate(ImageRepository.DockerHub, owner, name, out var meant, out _):
                problem = $"Docker Hub has no page {Excerpt.Of($"/{owner}/{name}")}; did you mean 'https://hub.docker.com/r/{meant.Path}'?";
                break;
            default:
                problem = $"the page {Excerpt.Of("/" + string.Join('/', path))} is not a repository's; {Examples}";
                break;
        }

        repository = null;
        return false;
    }

    private static bool TryReadName(string[] path, [NotNullWhen(true)] out ImageRepository? repository, [NotNullWhen(false)] out string? problem)
    {
        repository = null;
        if (path.Length is 0 or > 2)
        {
            problem = $"a repository at Docker Hub has a namespace and a name; {Examples}";
            return false;
        }

        var name = path[^1];
        if (name.IndexOfAny([':', '@']) is var mark and > 0)
        {
            var bare = string.Join('/', [.. path[..^1], name[..mark]]);
            problem = $"{Excerpt.Of(string.Join('/', path))} names one image; the repository alone is {Excerpt.Of(bare)}";
            return false;
        }

        return ImageRepository.TryCreate(ImageRepository.DockerHub, path.Length == 2 ? path[0] : "", name, out repository, out problem);
    }
}
