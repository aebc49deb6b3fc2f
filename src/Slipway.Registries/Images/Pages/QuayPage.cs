namespace Slipway.Registries.Images.Pages;

/// <summary>Quay: <c>https://quay.io/repository/acme/web?tab=tags</c>, <c>https://quay.io/repository/acme/web/tag/latest</c>.</summary>
internal static class QuayPage
{
    public static PlaceOnPage? Read(PageAddress page) => page.Segments switch
    {
        ["repository", _, _, ..] => new PlaceOnPage.Repository(page.Host, $"{page.Segments[1]}/{page.Segments[2]}{Nested(page)}"),
        ["organization" or "user" or "repository", ..] => new PlaceOnPage.Nowhere($"this page of Quay names no repository; a repository's is {Excerpt.Of($"https://{page.Host}/repository/acme/web")}"),
        _ => null,
    };

    /// <summary>Repositories may have more than two parts; what is below one comes after a word.</summary>
    private static string Nested(PageAddress page) => page.Rest(3, "tag", "manifest", "build", "trigger") is { Length: > 0 } more ? $"/{more}" : "";
}
