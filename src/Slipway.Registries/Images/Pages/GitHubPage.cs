namespace Slipway.Registries.Images.Pages;

/// <summary>
/// GitHub Packages, whose images are at <c>ghcr.io</c>: <c>https://github.com/orgs/acme/packages/container/package/web</c>,
/// <c>https://github.com/users/alice/packages/container/web/versions</c>, <c>https://github.com/acme/shop/pkgs/container/web</c>.
/// </summary>
internal static class GitHubPage
{
    public static PlaceOnPage? Read(PageAddress page) => page.Host is not ("github.com" or "www.github.com") ? null : page.Segments switch
    {
        ["orgs" or "users", var owner, "packages", "container", "package", var name, ..] => At(owner, name),
        ["orgs" or "users", var owner, "packages", "container", var name, ..] => At(owner, name),
        [var owner, _, "pkgs", "container", var name, ..] => At(owner, name),
        _ => new PlaceOnPage.Nowhere("this page of GitHub is no container package's; open the package, or give 'ghcr.io/', its owner, '/' and its name"),
    };

    // Owners may be written large at GitHub, and never are in the names of images.
    private static PlaceOnPage.Repository At(string owner, string name) => new("ghcr.io", $"{owner}/{name}".ToLowerInvariant());
}
