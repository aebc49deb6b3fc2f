namespace Slipway.Registries.Hooks;

/// <summary>How patient Slipway is with Docker Hub's API.</summary>
public sealed class DockerHubHookOptions
{
    /// <summary>How long one request may take, answer included; 15 s unless told.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
