using System.Reflection;

namespace Slipway.Registries.Tests.Payloads;

/// <summary>The payloads beside this file, byte by byte.</summary>
internal static class Payload
{
    /// <summary>As Code Stream's documentation prints it, illegal escape and all.</summary>
    public static byte[] AsPrinted { get; } = Read("docker-hub-as-printed.json");

    /// <summary>The same, with the escape that must have been meant.</summary>
    public static byte[] Corrected { get; } = Read("docker-hub-corrected.json");

    /// <summary>What docs.docker.com prints today, with the media type that real deliveries carry.</summary>
    public static byte[] Today { get; } = Read("docker-hub-today.json");

    /// <summary>What Debian's docker-registry (2.8) sent when skopeo pushed an image and looked at it, in one envelope.</summary>
    public static byte[] DistributionAsSent { get; } = Read("distribution-as-sent.json");

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
