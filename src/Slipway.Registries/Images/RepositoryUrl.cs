using System.Diagnostics.CodeAnalysis;
using Slipway.Registries.Images.Pages;

namespace Slipway.Registries.Images;

/// <summary>The address of a repository, as people copy it from the browser or give it to their tools.</summary>
public static class RepositoryUrl
{
    private const string Example = "it looks like 'https://registry.example.com/acme/web'";

    private static readonly string[] DockerHubHosts = [ImageRepository.DockerHub, "index.docker.io", "registry-1.docker.io", "hub.docker.com"];

    /// <summary>Reads the repository, and the address of its registry's API, or says what is wrong and what would be right; never throws.</summary>
    public static bool TryParse(
        string serverType, string text, [NotNullWhen(true)] out ImageRepository? repository, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        (repository, address) = (null, null);
        if (serverType == "DockerHub")
        {
            address = new Uri("https://hub.docker.com");
            return DockerHubRepositoryUrl.TryParse(text, out repository, out problem);
        }

        if (!PageAddress.TryParse(text, Example, out var page, out problem))
        {
            return false;
        }

        var place = RepositoryPages.Read(serverType, page) ?? new PlaceOnPage.Repository(page.Host, page.Path);
        if (place is not PlaceOnPage.Repository(var host, var path))
        {
            problem = ((PlaceOnPage.Nowhere)place).Problem;
            return false;
        }

        return TryRead(page.Scheme, host, path, out repository, out address, out problem);
    }

    private static bool TryRead(
        string scheme, string host, string path, [NotNullWhen(true)] out ImageRepository? repository, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        (repository, address) = (null, null);
        if (DockerHubHosts.Contains(host))
        {
            problem = "this is Docker Hub: choose the server type DockerHub";
            return false;
        }

        if (path.Length == 0)
        {
            problem = $"{Excerpt.Of(host)} names no repository; {Example}";
            return false;
        }

        var (slash, mark) = (path.LastIndexOf('/'), path.IndexOfAny([':', '@']));
        if (mark > slash && mark > 0)
        {
            problem = $"{Excerpt.Of(path)} names one image; the repository alone is {Excerpt.Of(path[..mark])}";
            return false;
        }

        if (!ImageRepository.TryCreate(host, slash < 0 ? "" : path[..slash], path[(slash + 1)..], out var read, out problem))
        {
            return false;
        }

        if (!Uri.TryCreate($"{scheme}://{read.Registry}", UriKind.Absolute, out address))
        {
            problem = $"{Excerpt.Of(host)} is no address; {Example}";
            return false;
        }

        repository = read;
        return true;
    }
}
