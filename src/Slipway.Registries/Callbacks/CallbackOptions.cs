namespace Slipway.Registries.Callbacks;

/// <summary>Who may be called back.</summary>
public sealed record CallbackOptions
{
    /// <summary>The host of Docker Hub's call-back addresses (seed text of Code Stream's documentation).</summary>
    public const string DockerHub = "registry.hub.docker.com";

    /// <summary>The hosts that may be called back, with a port where it is not 443, in whatever case; only Docker Hub's unless told.</summary>
    public IReadOnlyCollection<string> Hosts { get; init; } = [DockerHub];

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
