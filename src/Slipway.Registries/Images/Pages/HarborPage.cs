namespace Slipway.Registries.Images.Pages;

/// <summary>
/// Harbor's portal names a project by its number: <c>https://harbor.example/harbor/projects/3/repositories/acme%2Fweb/artifacts-tab</c>. What the
/// project is called does not stand there.
/// </summary>
internal static class HarborPage
{
    public static PlaceOnPage? Read(PageAddress page) => page.Segments is ["harbor", "projects", .. var rest]
        ? rest is [var id, "repositories", _, ..] && page.Rest(4, "artifacts-tab", "info-tab", "artifacts", "tags") is var name
            ? id.All(char.IsAsciiDigit)
                ? new PlaceOnPage.Nowhere($"Harbor's page gives the project's number ({Excerpt.Of(id)}) and not its name; put the name in: {Excerpt.Of($"{page.Host}/PROJECT/{name}")}")
                : new PlaceOnPage.Repository(page.Host, $"{id}/{name}")
            : new PlaceOnPage.Nowhere($"this is no repository's page of Harbor; a repository's address looks like {Excerpt.Of($"{page.Host}/acme/web")}")
        : null;
}
