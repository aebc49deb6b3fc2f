namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>What becomes of a container, told by its image's name or tag.</summary>
internal enum ImageFate
{
    Runs,
    Missing,
    Denied,
    Crashes,
    NeverReady,
}

/// <summary>Reads an image's fate from its name, so that a test or a demo chooses it by what it pushes.</summary>
internal static class ImageFates
{
    public static ImageFate Of(string image) =>
        Says(image, "nope") || Says(image, "missing") ? ImageFate.Missing
        : Says(image, "denied") ? ImageFate.Denied
        : Says(image, "crash") ? ImageFate.Crashes
        : Says(image, "unready") ? ImageFate.NeverReady
        : ImageFate.Runs;

    public static bool Slow(string image) => Says(image, "slow");

    /// <summary>What the registry answers when the image cannot be pulled, as a kubelet reports it.</summary>
    public static string PullError(string image, ImageFate fate) => fate == ImageFate.Denied
        ? $"Error response from daemon: pull access denied for {Repository(image)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied"
        : $"Error response from daemon: manifest for {image} not found: manifest unknown: manifest unknown";

    private static bool Says(string image, string word) => image.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string Repository(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
