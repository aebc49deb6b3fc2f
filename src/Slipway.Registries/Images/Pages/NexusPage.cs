namespace Slipway.Registries.Images.Pages;

/// <summary>Nexus Repository's pages are all one, <c>https://nexus.example/#browse/browse:docker-hosted</c>, and its images have a port of their own.</summary>
internal static class NexusPage
{
    public static PlaceOnPage? Read(PageAddress page) => page.Segments.IsEmpty
        ? new PlaceOnPage.Nowhere($"this page of Nexus is not where images are; give the Docker connector's host and port, or the repository's path, and the image, such as {Excerpt.Of($"{page.Host.Split(':')[0]}:5000/acme/web")}")
        : null;
}
