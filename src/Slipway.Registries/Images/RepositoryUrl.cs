using System.Diagnostics.CodeAnalysis;

namespace Slipway.Registries.Images;

/// <summary>The address of a repository, as people copy it from the browser or give it to their tools.</summary>
public static class RepositoryUrl
{
    /// <summary>Reads the repository, and the address of its registry's API, or says what is wrong and what would be right; never throws.</summary>
    public static bool TryParse(
        string serverType, string text, [NotNullWhen(true)] out ImageRepository? repository, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        if (serverType == "DockerHub")
        {
            address = new Uri("https://hub.docker.com");
            return DockerHubRepositoryUrl.TryParse(text, out repository, out problem);
        }

        var scheme = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http" : "https";
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('/');
        if (!ImageRepository.TryParse(rest, out repository, out problem))
        {
            return false;
        }

        address = new Uri($"{scheme}://{rest[..rest.IndexOf('/', StringComparison.Ordinal)]}");
        return true;
    }
}
