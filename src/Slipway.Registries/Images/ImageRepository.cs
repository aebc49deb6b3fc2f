using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images;

/// <summary>A repository of images, such as <c>docker.io/acme/web</c>. Always one that the grammar allows, and always in its full form.</summary>
public sealed record ImageRepository
{
    /// <summary>The registry that a reference without a host means.</summary>
    public const string DockerHub = "docker.io";

    private const string LegacyDockerHub = "index.docker.io";
    private const string OfficialImages = "library";

    /// <summary>A repository that is known to be one; <see cref="TryCreate"/> and <see cref="TryParse(string?, out ImageRepository?, out string?)"/> are for text from outside.</summary>
    /// <exception cref="ArgumentException">The parts make no repository.</exception>
    public ImageRepository(string registry, string @namespace, string name)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(@namespace);
        ArgumentNullException.ThrowIfNull(name);
        if (Problem(registry, @namespace, name) is { } problem)
        {
            throw new ArgumentException(problem);
        }

        Registry = Canonical(registry);
        Namespace = @namespace.Length == 0 && Registry == DockerHub ? OfficialImages : @namespace;
        Name = name;
    }

    /// <summary>The registry's host in lower case and, where it is not the usual one, port.</summary>
    public string Registry { get; }

    /// <summary>All path components but the last, joined by <c>/</c>; empty when there is only one. Docker Hub's official images are in <c>library</c>.</summary>
    public string Namespace { get; }

    /// <summary>The last path component.</summary>
    public string Name { get; }

    /// <summary>The path at the registry, such as <c>acme/web</c>.</summary>
    public string Path => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    /// <summary>Puts a repository together from its parts, or says what is wrong and what would be right; never throws.</summary>
    public static bool TryCreate(
        string? registry,
        string? @namespace,
        string? name,
        [NotNullWhen(true)] out ImageRepository? repository,
        [NotNullWhen(false)] out string? problem)
    {
        problem = Problem(registry ?? "", @namespace ?? "", name ?? "");
        repository = problem is null ? new ImageRepository(registry!, @namespace ?? "", name!) : null;
        return repository is not null;
    }

    /// <summary>Reads a repository as people write it; never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageRepository? repository) => TryParse(text, out repository, out _);

    /// <summary>
    /// Reads a repository as people write it, by Docker's rules: <c>nginx</c> is <c>docker.io/library/nginx</c>, and the first part is a
    /// host when it holds a dot or a colon or is <c>localhost</c>. Says what is wrong and what would be right otherwise; never throws.
    /// Stricter than Docker in one point: <c>Acme/web</c> is refused, where Docker would look for a host called Acme.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageRepository? repository, [NotNullWhen(false)] out string? problem)
    {
        repository = null;
        if (string.IsNullOrEmpty(text))
        {
            problem = "the repository is empty; one looks like 'acme/web' or 'registry.example.com/acme/web'";
            return false;
        }

        if (text.Length > ReferenceGrammar.MaxNameLength)
        {
            problem = TooLong(text, text.Length);
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 && ReferenceGrammar.IsImageId(text))
        {
            problem = $"{Excerpt.Of(text)} is an image's id and no repository; one looks like 'acme/web'";
            return false;
        }

        var hasHost = slash >= 0 && ReferenceGrammar.LooksLikeHost(text.AsSpan(0, slash));
        var path = hasHost ? text[(slash + 1)..] : text;
        var lastSlash = path.LastIndexOf('/');
        return TryCreate(
            hasHost ? text[..slash] : DockerHub,
            lastSlash <= 0 ? "" : path[..lastSlash],
            lastSlash <= 0 ? path : path[(lastSlash + 1)..],
            out repository,
            out problem);
    }

    /// <summary>As people write it, and as <see cref="TryParse(string?, out ImageRepository?)"/> reads it back: Docker Hub's host is left out, and so is <c>library</c>.</summary>
    public override string ToString()
    {
        if (Registry != DockerHub)
        {
            return $"{Registry}/{Path}";
        }

        if (Namespace == OfficialImages)
        {
            return ReferenceGrammar.IsImageId(Name) ? Path : Name;
        }

        var first = Namespace.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? Namespace.AsSpan(0, slash) : Namespace;
        return ReferenceGrammar.LooksLikeHost(first) ? $"{Registry}/{Path}" : Path;
    }

    private static string? Problem(string registry, string @namespace, string name)
    {
        var path = @namespace.Length == 0 ? name : $"{@namespace}/{name}";
        var official = @namespace.Length == 0 && Canonical(registry) == DockerHub ? OfficialImages.Length + 1 : 0;
        var length = Canonical(registry).Length + 1 + official + path.Length;
        if (length > ReferenceGrammar.MaxNameLength)
        {
            return TooLong(path, length);
        }

        if (!ReferenceGrammar.LooksLikeHost(registry))
        {
            return $"{Excerpt.Of(registry)} is no registry; a host holds a dot or a port, such as 'registry.example.com' or 'registry:5000', or is 'localhost'";
        }

        return ReferenceGrammar.ProblemWithHost(registry)
            ?? ReferenceGrammar.ProblemWithPath(path)
            ?? (name.Contains('/', StringComparison.Ordinal) ? $"{Excerpt.Of(name)} is no last path component: it holds '/'" : null);
    }

    private static string TooLong(string text, int length) =>
        $"{Excerpt.Of(text)} makes a name of {length} characters; registry and path have at most {ReferenceGrammar.MaxNameLength} together";

    private static string Canonical(string registry)
    {
        var host = registry.ToLowerInvariant();
        return host == LegacyDockerHub ? DockerHub : host;
    }
}
