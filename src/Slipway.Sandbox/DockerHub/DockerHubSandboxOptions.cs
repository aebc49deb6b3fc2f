namespace Slipway.Sandbox.DockerHub;

/// <summary>How a local Docker Hub is started.</summary>
public sealed record DockerHubSandboxOptions
{
    /// <summary>The port on the loopback address, 0 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock that stamps tags, hooks and deliveries.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
