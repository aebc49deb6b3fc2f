namespace Slipway.Registries.Images.Pages;

/// <summary>
/// Google Cloud's console: <c>https://console.cloud.google.com/artifacts/docker/PROJECT/europe/REPOSITORY/IMAGE?project=PROJECT</c>, whose images are at
/// <c>europe-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE</c>.
/// </summary>
internal static class GoogleCloudPage
{
    private const string Example = "'europe-docker.pkg.dev/project/repository/image'";
    private const int MaxLocation = 40;

    public static PlaceOnPage? Read(PageAddress page) => page.Host != "console.cloud.google.com" ? null : page.Segments switch
    {
        ["artifacts", "docker", var project, var location, var repository, _, ..] when IsLocation(location) =>
            new PlaceOnPage.Repository($"{location}-docker.pkg.dev", $"{project}/{repository}/{Image(page)}"),
        ["artifacts", "docker", var project, var location, var repository] =>
            new PlaceOnPage.Nowhere($"this page shows all images of {Excerpt.Of($"{location}-docker.pkg.dev/{project}/{repository}")}; open one, or add its name"),
        _ => new PlaceOnPage.Nowhere($"this is no image's page of Artifact Registry; an image's address looks like {Example}"),
    };

    /// <summary>One version's page has its digest at the end.</summary>
    private static string Image(PageAddress page)
    {
        var image = page.Rest(5);
        var digest = image.IndexOf("/sha256:", StringComparison.Ordinal);
        return digest < 0 ? image : image[..digest];
    }

    private static bool IsLocation(string text) => text.Length is > 0 and <= MaxLocation && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
