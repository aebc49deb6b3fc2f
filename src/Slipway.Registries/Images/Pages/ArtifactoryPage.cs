namespace Slipway.Registries.Images.Pages;

/// <summary>
/// The JFrog Platform's pages: <c>https://acme.jfrog.io/ui/repos/tree/General/docker-local/acme/web/1.0/manifest.json</c> (the path may be escaped),
/// where only the manifest tells which part is the tag; <c>/ui/packages/docker:%2F%2Fweb</c>, which does not say in which repository; and
/// <c>/artifactory/docker-local/acme/web</c>, as tools have it.
/// </summary>
internal static class ArtifactoryPage
{
    public static PlaceOnPage? Read(PageAddress page) => page.Segments switch
    {
        ["artifactory", "api", "docker", var key, "v2", _, ..] => new PlaceOnPage.Repository(page.Host, $"{key}/{page.Rest(5, "manifests", "tags", "blobs")}"),
        ["artifactory", "webapp" or "api", ..] => Nowhere(page.Host),
        ["artifactory", _, ..] => new PlaceOnPage.Repository(page.Host, page.Rest(1)),
        ["ui", "repos", "tree", _, _, ..] => InTree(page),
        ["ui", ..] => Nowhere(page.Host),
        _ => null,
    };

    private static PlaceOnPage InTree(PageAddress page)
    {
        var parts = page.Rest(4).Split('/');
        return parts switch
        {
            [_, _, .., _, "manifest.json" or "list.manifest.json"] => new PlaceOnPage.Repository(page.Host, string.Join('/', parts[..^2])),
            [_, _, ..] => new PlaceOnPage.Nowhere($"this page of Artifactory may be an image's, a tag's or a folder's; give the image itself, such as {Excerpt.Of($"{page.Host}/{string.Join('/', parts)}")} without any tag"),
            _ => Nowhere(page.Host),
        };
    }

    private static PlaceOnPage.Nowhere Nowhere(string host) =>
        new($"this page of the JFrog Platform does not say in which repository the image is; give the repository's key and the image, such as {Excerpt.Of($"{host}/docker-local/acme/web")}");
}
