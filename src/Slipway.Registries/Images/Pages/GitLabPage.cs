namespace Slipway.Registries.Images.Pages;

/// <summary>
/// GitLab's pages: <c>https://gitlab.example/group/project/container_registry/123</c>. The images are at another host or port, and below the project may
/// be more than one repository, named only by number.
/// </summary>
internal static class GitLabPage
{
    private const string Registry = "container_registry";

    public static PlaceOnPage? Read(PageAddress page) => page.Segments.Contains(Registry)
        ? new PlaceOnPage.Nowhere($"GitLab's page gives the repository's number and not its name; copy the image path there, which looks like {Excerpt.Of($"{Host(page.Host)}/{page.Rest(0, Registry, "-")}")}")
        : page.Host == "gitlab.com" ? new PlaceOnPage.Nowhere($"this is a project's page and not where its images are, which looks like {Excerpt.Of($"registry.gitlab.com/{page.Rest(0, "-")}")}")
        : null;

    private static string Host(string host) => host.StartsWith("gitlab.", StringComparison.Ordinal) && host != "gitlab.com" ? $"registry.{host["gitlab.".Length..]}" : $"registry.{host}";
}
